import type { Context, Errors } from 'io-ts'

const describe = (value: unknown): string => {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  return value === undefined ? 'nothing' : `a ${typeof value}`
}

/** Numeric steps come from intersections and unions, not from the data, but for the elements of a list. */
const path = (context: Context): string =>
  context
    .filter(
      ({ key }, step) =>
        key !== '' && !(/^\d+$/.test(key) && !/Array/.test(context[step - 1]?.type.name ?? '')),
    )
    .map(({ key }) => key)
    .join('.')

/** Says which field is wrong and how, a line each; never what the value was. */
export const issues = (errors: Errors): readonly string[] =>
  errors.map(({ context, value }) => {
    const expected = context[context.length - 1]?.type.name ?? 'something else'
    return `${path(context) || 'data'}: expected ${expected}, got ${describe(value)}`
  })
