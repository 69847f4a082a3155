import type { Mixed } from 'io-ts'

/** What tells of a codec which parts its values have: fields, or elements, or those of the codec beside `null`. */
interface Described {
  readonly props?: Readonly<Record<string, Mixed>>
  readonly type?: Mixed
  readonly inner?: Mixed
}

/**
 * Finds, in a value that fits its codec, what would still not arrive as it was meant: a field that is not documented,
 * and a number that JSON cannot write. Gives the first: where it is, and what to do.
 */
export const findUnsendable = (
  codec: Mixed,
  value: unknown,
): { readonly path: readonly string[]; readonly remedy: string } | undefined => {
  if (typeof value === 'number' && !Number.isFinite(value))
    return { path: [], remedy: 'must be a finite number' }
  if (typeof value !== 'object' || value === null) return undefined
  const { inner = codec } = codec as Described
  const { props = {}, type } = inner as Described
  for (const [name, part] of Object.entries(value) as [string, unknown][]) {
    const known = type ?? (Object.hasOwn(props, name) ? props[name] : undefined)
    if (known === undefined)
      return {
        path: [name.slice(0, 64)],
        remedy: `is not a field; there are ${Object.keys(props).join(', ')}`,
      }
    const found = findUnsendable(known, part)
    if (found !== undefined) return { ...found, path: [name, ...found.path] }
  }
  return undefined
}
