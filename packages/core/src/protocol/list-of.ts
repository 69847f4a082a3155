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
    // One after the other, for the report stops long before the end of half a million.
    function* (value) {
      if (!Array.isArray(value)) return
      for (const [place, each] of (value as readonly unknown[]).entries())
        if (!type.is(each)) yield [String(place), type, each]
    },
  )
  return Object.assign(list, { type })
}
