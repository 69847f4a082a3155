import { isLeft, left, right } from 'fp-ts/Either'
import * as t from 'io-ts'

/** A part of a value, with its name or place and the codec that it has to fit. */
export type Part = readonly [key: string, type: t.Mixed, part: unknown]

/** Gives a value as it is. */
export const same = <A>(value: A): A => value

/**
 * Makes a codec that changes nothing: what its guard takes is given as it is, and a report is made of the rest only. The
 * report is of the parts that are wrong, or of the whole where none is.
 */
export const codec = <A>(
  name: string,
  is: t.Is<A>,
  partsOf: (value: unknown) => readonly Part[] = () => [],
): t.Type<A> =>
  new t.Type(
    name,
    is,
    (value, context) => {
      if (is(value)) return right(value)
      const errors = partsOf(value).flatMap(([key, type, actual]) => {
        const read = type.validate(actual, [...context, { key, type, actual }]) as t.Validation<unknown>
        return isLeft(read) ? read.left : []
      })
      return left(errors.length > 0 ? errors : [{ value, context }])
    },
    same,
  )
