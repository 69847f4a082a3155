import type { Mixed } from 'io-ts'
import { must } from '../errors.ts'

/** What tells of a codec which parts its values have: fields, or elements, or those of the codec beside `null`. */
interface Described {
  readonly props?: Readonly<Record<string, Mixed>>
  readonly type?: Mixed
  readonly inner?: Mixed
}

/**
 * Refuses, in a value that fits its codec, what would still not arrive as it was meant: a field that is not documented,
 * and a number that JSON cannot write.
 * @throws {InvalidArgumentError}
 */
export const checkSendable = (codec: Mixed, value: unknown, place: string): void => {
  must(typeof value !== 'number' || Number.isFinite(value), place, 'be a finite number')
  if (typeof value !== 'object' || value === null) return
  const { inner = codec } = codec as Described
  const { props = {}, type } = inner as Described
  for (const [name, part] of Object.entries(value) as [string, unknown][]) {
    const at = `${place}.${name.slice(0, 64)}`
    const known = type ?? (Object.hasOwn(props, name) ? props[name] : undefined)
    must(known !== undefined, at, `be left out: there are only ${Object.keys(props).join(', ')}`)
    checkSendable(known, part, at)
  }
}
