import type { Context, Errors, Mixed } from 'io-ts'
import { isFields } from './codecs.ts'

/** A scenario cannot be played; nothing was started. */
export class InvalidScenarioError extends Error {
  override readonly name = 'InvalidScenarioError'
  readonly _tag = 'InvalidScenarioError'
  constructor(
    /** The file, or another name of where it came from. */
    readonly file: string,
    /** The place in it, such as `turns[1].say`; empty when the whole of it is wrong. */
    readonly place: string,
    /** What would be right there. */
    readonly remedy: string,
  ) {
    super(`${file}: ${place === '' ? '' : `${place}: `}${remedy}`)
  }
}

/** A place in data, and what it has to be. */
export interface Issue {
  /** Such as `turns[1].say`; empty for the whole. */
  readonly place: string
  /** Such as `expected a text, got a number`. */
  readonly remedy: string
}

const described = (value: unknown): string => {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40))
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : `an ${typeof value}`
}

const kind = (codec: object): string => ('_tag' in codec ? String(codec._tag) : '')

/** Intersections and unions of io-ts number their parts; those parts are the same data, and no places in it. */
const place = (context: Context): string =>
  context.reduce((path, { key, actual }, step) => {
    const parent = context[step - 1]
    if (key === '' || actual === parent?.actual) return path
    if (Array.isArray(parent?.actual)) return `${path}[${key}]`
    return path === '' ? key : `${path}.${key}`
  }, '')

const wants = (type: object & { readonly name: string }): string => {
  const tag = kind(type)
  if (tag.endsWith('ArrayType')) return 'a list'
  return /Type$/.test(tag) && /Interface|Partial|Intersection|Dictionary|AnyDictionary/.test(tag)
    ? 'an object'
    : type.name
}

/** Says where data first differs from its codec, and what would be right there. */
export const firstIssue = (errors: Errors): Issue => {
  const [error] = errors
  if (error === undefined) return { place: '', remedy: 'expected something else' }
  const type = error.context[error.context.length - 1]?.type
  return {
    place: place(error.context),
    remedy: `expected ${type === undefined ? 'something else' : wants(type)}, got ${described(error.value)}`,
  }
}

interface Node {
  readonly _tag?: string
  readonly props?: Readonly<Record<string, Node>>
  readonly types?: readonly Node[]
  readonly type?: Node
  readonly codomain?: Node
}

const parts = (codec: Node): Readonly<Record<string, Node>> | undefined => {
  if (codec._tag === 'IntersectionType')
    return Object.assign({}, ...(codec.types ?? []).map(parts)) as Record<string, Node>
  return codec.props
}

const search = (codec: Node, value: unknown, path: string): Issue | undefined => {
  if (Array.isArray(value)) {
    const element = codec.type
    if (element === undefined) return undefined
    return value.map((each, index) => search(element, each, `${path}[${index}]`)).find((found) => found)
  }
  if (!isFields(value)) return undefined
  const fields = parts(codec)
  for (const [key, each] of Object.entries(value)) {
    const here = path === '' ? key : `${path}.${key}`
    const next = fields === undefined ? codec.codomain : fields[key]
    if (fields !== undefined && next === undefined)
      return { place: here, remedy: `there is no such field; there are ${Object.keys(fields).join(', ')}` }
    const found = next === undefined ? undefined : search(next, each, here)
    if (found !== undefined) return found
  }
  return undefined
}

/** Finds the first field that a codec does not know: a slip of the pen in an optional one would else go unseen. */
export const firstUnknownField = (codec: Mixed, value: unknown): Issue | undefined =>
  search(codec as Node, value, '')
