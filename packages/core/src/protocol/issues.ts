import type { Context, Decoder, Errors } from 'io-ts'

const describe = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return value === undefined ? 'nothing' : `a ${typeof value}`
}

/** What io-ts's own codecs are. */
const kindOf = (type: Decoder<never, unknown> | undefined): unknown =>
  (type as { readonly _tag?: unknown } | undefined)?._tag

const objects: ReadonlySet<unknown> = new Set(['InterfaceType', 'PartialType', 'IntersectionType'])

/** Numeric steps come from intersections and unions, not from the data, but for the elements of a list. */
const path = (context: Context): string =>
  context
    .filter(
      ({ key }, step) =>
        key !== '' && !(/^\d+$/.test(key) && !/ArrayType$/.test(String(kindOf(context[step - 1]?.type)))),
    )
    .map(({ key }) => key)
    .join('.')

/** Codecs of objects are named after all their fields, which are sometimes many. */
const maxNameLength = 80

const expected = (context: Context): string => {
  const type = context[context.length - 1]?.type
  const name = type?.name ?? 'something else'
  return objects.has(kindOf(type)) && name.length > maxNameLength ? 'an object' : name
}

/** Says which field is wrong and how, a line each; never what the value was. */
export const issues = (errors: Errors): readonly string[] => {
  const wrong = new Map<string, { readonly wanted: readonly string[]; readonly got: string }>()
  for (const { context, value } of errors) {
    const field = path(context) || 'data'
    const wanted = wrong.get(field)?.wanted ?? []
    // The members of a union are told in one line.
    wrong.set(field, { wanted: [...new Set([...wanted, expected(context)])], got: describe(value) })
  }
  return [...wrong].map(([field, { wanted, got }]) => `${field}: expected ${wanted.join(' or ')}, got ${got}`)
}
