import * as t from 'io-ts'

/** A JSON object with unknown fields. */
export type Fields = Readonly<Record<string, unknown>>

/** Returns true for a JSON object, and false for a list. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Creates a codec whose name describes its values in error messages. */
export const worded = <A>(name: string, is: t.Is<A>): t.Type<A> =>
  new t.Type(
    name,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
    t.identity,
  )

/** A text that is not empty. */
export const Text = worded('a text', (value): value is string => typeof value === 'string' && value !== '')

/** A boolean. */
export const Flag = worded('true or false', (value): value is boolean => typeof value === 'boolean')

/** A number above 0. */
export const Positive = worded(
  'a number above 0',
  (value): value is number => typeof value === 'number' && value > 0 && Number.isFinite(value),
)

/** A number from 0 on. */
export const NotNegative = worded(
  'a number from 0 on',
  (value): value is number => typeof value === 'number' && value >= 0 && Number.isFinite(value),
)

/** A whole number from 1 on. */
export const Count = worded(
  'a whole number from 1 on',
  (value): value is number => Number.isSafeInteger(value) && Number(value) > 0,
)

/** A whole number from 0 on. */
export const CountOrNone = worded(
  'a whole number from 0 on',
  (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0,
)

/** An HTTP error status. */
export const ErrorStatus = worded(
  'an HTTP status from 400 to 599',
  (value): value is number => Number.isInteger(value) && Number(value) >= 400 && Number(value) <= 599,
)

/** A whole number within inclusive limits. */
export const wholeFromTo = (least: number, most: number): t.Type<number> =>
  worded(
    `a whole number from ${least} to ${most}`,
    (value): value is number =>
      Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
  )

/** A UUID (RFC 9562). */
export const Uuid = worded(
  'a UUID',
  (value): value is string =>
    typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value),
)

/** Source of a regular expression. */
export const Pattern = worded('a regular expression', (value): value is string => {
  if (typeof value !== 'string') return false
  try {
    return new RegExp(value) instanceof RegExp
  } catch {
    return false
  }
})
