import { isLeft } from 'fp-ts/Either'
import * as t from 'io-ts'

/** A part of a value, with its name or place and the codec that it has to fit. */
export type Part = readonly [key: string, codec: t.Mixed, part: unknown]

/**
 * Makes a codec that changes nothing: what its guard takes is given as it is, and a report is made of the rest only. The
 * report is of the parts that are wrong, or of the whole where none is.
 */
export const plain = <A>(
  name: string,
  is: t.Is<A>,
  partsOf: (value: unknown) => readonly Part[] = () => [],
): t.Type<A> =>
  new t.Type(
    name,
    is,
    (value, context) => {
      if (is(value)) return t.success(value)
      const errors = partsOf(value).flatMap(([key, codec, part]) => {
        const read = codec.validate(part, t.appendContext(context, key, codec, part)) as t.Validation<unknown>
        return isLeft(read) ? read.left : []
      })
      return errors.length > 0 ? t.failures(errors) : t.failure(value, context)
    },
    t.identity,
  )
