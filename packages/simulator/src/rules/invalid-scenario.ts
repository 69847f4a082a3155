import { printable } from '@vatel/core'
import type { Context, Errors, Mixed } from 'io-ts'
import { isFields } from './codecs.ts'

/** Thrown when a scenario, a recorded call or faults are invalid. Nothing was started. */
export class InvalidScenarioError extends Error {
  override readonly name = 'InvalidScenarioError'
  readonly _tag = 'InvalidScenarioError'
  constructor(
    /** Path of the file, or another name of the source. */
    readonly file: string,
    /** Place in it, such as `turns[1].say`; empty for the whole. */
    readonly place: string,
    /** Description of a valid value. */
    readonly remedy: string,
  ) {
    super(printable(`${file}: ${place === '' ? '' : `${place}: `}${remedy}`))
  }
}

/** A place in data, and the remedy. */
export interface Issue {
  /** Path such as `turns[1].say`; empty for the whole. */
  readonly place: string
  /** Sentence such as `expected a text, got a number`. */
  readonly remedy: string
}

const described = (value: unknown): string => {
  if (value === undefined || value === null) return 'nothing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 40))
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : `an ${typeof value}`
}

const kind = (codec: object): string => ('_tag' in codec ? String(codec._tag) : '')

/** io-ts numbers the parts of intersections and unions; a part is the same data, and no step of the path. */
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

/** Describes the first place at which data differs from its codec. */
export const firstIssue = (errors: Errors): Issue => {
  const [error] = errors
  if (error === undefined) return { place: '', remedy: 'invalid value' }
  const type = error.context[error.context.length - 1]?.type
  return {
    place: place(error.context),
    remedy: `expected ${type === undefined ? 'another value' : wants(type)}, got ${described(error.value)}`,
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
      return { place: here, remedy: `unknown field; expected one of ${Object.keys(fields).join(', ')}` }
    const found = next === undefined ? undefined : search(next, each, here)
    if (found !== undefined) return found
  }
  return undefined
}

/** Finds the first field that a codec does not know, so that a misspelt optional field is reported. */
export const firstUnknownField = (codec: Mixed, value: unknown): Issue | undefined =>
  search(codec as Node, value, '')
