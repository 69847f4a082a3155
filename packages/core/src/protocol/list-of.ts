import type * as t from 'io-ts'
import { codec, type Part } from './codec.ts'

/** A codec of lists that has the codec of their elements in `type`. */
export interface ListC<C extends t.Mixed> extends t.Type<readonly t.TypeOf<C>[]> {
  readonly type: C
}

/**
 * What is wrong in more places is told of the first only. A megabyte holds half a million: to tell of all takes seconds,
 * and overflows the stack.
 */
const mostPlaces = 64

/** Makes a codec of lists of one kind of thing. */
export const listOf = <C extends t.Mixed>(type: C): ListC<C> => {
  const list = codec(
    'a list',
    (value): value is readonly t.TypeOf<C>[] => Array.isArray(value) && value.every((each) => type.is(each)),
    (value) => {
      const wrong: Part[] = []
      if (Array.isArray(value))
        // It stops when it has enough.
        value.some((each: unknown, place) => {
          if (!type.is(each)) wrong.push([`${place}`, type, each])
          return wrong.length === mostPlaces
        })
      return wrong
    },
  )
  return Object.assign(list, { type })
}
