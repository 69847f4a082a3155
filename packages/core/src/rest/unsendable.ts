import type { Mixed } from 'io-ts'

/** The parts of io-ts's own codecs that tell what fields there are. */
interface Described {
  readonly _tag?: string
  readonly props?: Readonly<Record<string, Mixed>>
  readonly types?: readonly Mixed[]
  readonly type?: Mixed
}

const fieldsOf = (codec: Mixed): Readonly<Record<string, Mixed>> => {
  const { props, types = [] } = codec as Described
  return props ?? Object.fromEntries(types.flatMap((each) => Object.entries(fieldsOf(each))))
}

const elementOf = (codec: Mixed): Mixed | undefined => {
  const { type, types = [] } = codec as Described
  return type ?? types.map(elementOf).find((found) => found !== undefined)
}

/**
 * Finds, in a value that fits its codec, what would still not arrive as it was meant: a field that is not documented,
 * and a number that JSON cannot write. Gives the first, as a path and what to do.
 */
export const findUnsendable = (
  codec: Mixed,
  value: unknown,
): { readonly path: string; readonly remedy: string } | undefined => {
  if (typeof value === 'number' && !Number.isFinite(value))
    return { path: '', remedy: 'must be a finite number' }
  if (typeof value !== 'object' || value === null) return undefined
  const isList = Array.isArray(value)
  const fields = fieldsOf(codec)
  for (const [name, part] of Object.entries(value) as [string, unknown][]) {
    const known = isList ? elementOf(codec) : Object.hasOwn(fields, name) ? fields[name] : undefined
    if (known === undefined)
      return {
        path: name.slice(0, 64),
        remedy: `is not a field; there are ${Object.keys(fields).join(', ')}`,
      }
    const found = findUnsendable(known, part)
    if (found !== undefined) return { ...found, path: found.path === '' ? name : `${name}.${found.path}` }
  }
  return undefined
}
