import * as t from 'io-ts'

/** A JSON object whose fields are not known yet. */
export type Fields = Readonly<Record<string, unknown>>

/** Tells a JSON object from everything else, lists too. */
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Gives a codec the words in which an error asks for its values. */
export const worded = <A>(name: string, is: t.Is<A>): t.Type<A> =>
  new t.Type(
    name,
    is,
    (value, context) => (is(value) ? t.success(value) : t.failure(value, context)),
    t.identity,
  )

/** A text with something in it. */
export const Text = worded('a text', (value): value is string => typeof value === 'string' && value !== '')

/** A flag. */
export const Flag = worded('true or false', (value): value is boolean => typeof value === 'boolean')

/** A number above zero. */
export const Positive = worded(
  'a number above 0',
  (value): value is number => typeof value === 'number' && value > 0 && Number.isFinite(value),
)

/** A number from zero on. */
export const NotNegative = worded(
  'a number from 0 on',
  (value): value is number => typeof value === 'number' && value >= 0 && Number.isFinite(value),
)

/** A whole number from one on. */
export const Count = worded(
  'a whole number from 1 on',
  (value): value is number => Number.isSafeInteger(value) && Number(value) > 0,
)

/** A whole number from zero on. */
export const CountOrNone = worded(
  'a whole number from 0 on',
  (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0,
)

/** An HTTP status that says that something went wrong. */
export const ErrorStatus = worded(
  'an HTTP status from 400 to 599',
  (value): value is number => Number.isInteger(value) && Number(value) >= 400 && Number(value) <= 599,
)

/** A whole number between two, which are included. */
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

/** The source of a regular expression. */
export const Pattern = worded('a regular expression', (value): value is string => {
  if (typeof value !== 'string') return false
  try {
    return new RegExp(value) instanceof RegExp
  } catch {
    return false
  }
})
