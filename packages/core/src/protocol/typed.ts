import { isLeft } from 'fp-ts/Either'
import type * as t from 'io-ts'

/**
 * Makes a codec of its four parts, as io-ts's class `Type` does, and fits wherever one of those does. It is not one of
 * them, because no bundler can take that class out of io-ts and leave the other codecs behind.
 */
export const typed = <A, O, I>(
  name: string,
  is: t.Is<A>,
  validate: t.Validate<I, A>,
  encode: t.Encode<A, O>,
): t.Type<A, O, I> => {
  const made: Omit<t.Type<A, O, I>, '_A' | '_O' | '_I'> = {
    name,
    is,
    validate,
    encode,
    decode: (value) => validate(value, [{ key: '', type: made as t.Mixed, actual: value }]),
    pipe: (next, both = `pipe(${name}, ${next.name})`) =>
      typed(
        both,
        next.is,
        (value, context) => {
          const read = validate(value, context)
          return isLeft(read) ? read : next.validate(read.right as never, context)
        },
        (value) => encode(next.encode(value) as never),
      ),
    asDecoder: () => made,
    asEncoder: () => made,
  }
  return made as t.Type<A, O, I>
}
