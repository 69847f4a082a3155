import type * as t from 'io-ts'
import { codec } from './codec.ts'

/** A codec of lists that has the codec of their elements in `type`. */
export interface ListC<C extends t.Mixed> extends t.Type<readonly t.TypeOf<C>[]> {
  readonly type: C
}

/** Makes a codec of lists of one kind of thing. */
export const listOf = <C extends t.Mixed>(type: C): ListC<C> => {
  const list = codec(
    'a list',
    (value): value is readonly t.TypeOf<C>[] => Array.isArray(value) && value.every((each) => type.is(each)),
    (value) =>
      Array.isArray(value) ? value.map((each: unknown, place) => [String(place), type, each] as const) : [],
  )
  return Object.assign(list, { type })
}
