import type { Mixed } from 'io-ts'
import { isFields } from '../rules/is-fields.ts'

/** What a codec of core's table tells of its fields, of its elements, and of what it takes beside `null`. */
interface Node {
  readonly props?: Readonly<Record<string, Node>>
  readonly type?: Node
  readonly inner?: Node
}

const strip = (given: Node, value: unknown): unknown => {
  const codec = given.inner ?? given
  if (Array.isArray(value))
    return codec.type === undefined ? value : value.map((each) => strip(codec.type ?? {}, each))
  if (!isFields(value)) return value
  const { props = {} } = codec
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const field = props[name]
      return field === undefined ? [] : [[name, strip(field, each)]]
    }),
  )
}

/** Leaves out what a codec does not name, at every depth: what the platform does not know it does not keep. */
export const knownFields = (codec: Mixed, value: unknown): unknown => strip(codec as Node, value)
