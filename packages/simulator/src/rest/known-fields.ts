import type { Mixed } from 'io-ts'

interface Node {
  readonly _tag?: string
  readonly props?: Readonly<Record<string, Node>>
  readonly types?: readonly Node[]
  readonly type?: Node
}

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The codec itself, or what its union has beside `null`. */
const inner = (codec: Node): Node =>
  codec._tag === 'UnionType' ? (codec.types?.find(({ _tag }) => _tag !== 'NullType') ?? codec) : codec

const fieldsOf = (codec: Node): Readonly<Record<string, Node>> =>
  codec._tag === 'IntersectionType'
    ? (Object.assign({}, ...(codec.types ?? []).map(fieldsOf)) as Record<string, Node>)
    : (codec.props ?? {})

const strip = (given: Node, value: unknown): unknown => {
  const codec = inner(given)
  if (Array.isArray(value))
    return codec.type === undefined ? value : value.map((each) => strip(codec.type ?? {}, each))
  if (!isFields(value)) return value
  const fields = fieldsOf(codec)
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const field = fields[name]
      return field === undefined ? [] : [[name, strip(field, each)]]
    }),
  )
}

/** Leaves out what a codec does not name, at every depth: what the platform does not know it does not keep. */
export const knownFields = (codec: Mixed, value: unknown): unknown => strip(codec as Node, value)
