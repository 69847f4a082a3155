import { isLeft } from 'fp-ts/Either'
import type { ContextEntry, Errors, Mixed, Validation } from 'io-ts'

const describe = (value: unknown): string => {
  if (value === null) return 'null'
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object'
  return value === undefined ? 'nothing' : `a ${typeof value}`
}

/** Numeric steps come from intersections and unions, not from the data, but for the elements of a list. */
const isPlace = ({ key, actual }: ContextEntry, parent: unknown): boolean =>
  key !== '' && (Array.isArray(parent) ? actual !== parent : !/^\d+$/.test(key))

/** Says which field is wrong and how, a line each; never what the value was. */
export const issues = (errors: Errors): readonly string[] => {
  const wrong = new Map<string, { readonly wanted: Set<string>; readonly got: string }>()
  for (const { context, value } of errors) {
    const places = context.filter((entry, step) => isPlace(entry, context[step - 1]?.actual))
    const field = places.map(({ key }) => key).join('.') || 'data'
    // The members of a union are told in one line.
    const { wanted } = wrong.get(field) ?? { wanted: new Set() }
    wanted.add(context.at(-1)?.type.name ?? 'something else')
    wrong.set(field, { wanted, got: describe(value) })
  }
  return [...wrong].map(
    ([field, { wanted, got }]) => `${field}: expected ${[...wanted].join(' or ')}, got ${got}`,
  )
}

/** Says which field of a value does not fit a codec, and how; nothing when it fits. */
export const issuesOf = (codec: Mixed, value: unknown): readonly string[] => {
  const read = codec.decode(value) as Validation<unknown>
  return isLeft(read) ? issues(read.left) : []
}
