import { right } from 'fp-ts/Either'
import * as t from 'io-ts'
import { same } from '../protocol/codec.ts'

/** A codec that takes `null` beside what `inner` takes. */
export interface NullableC<C extends t.Mixed> extends t.Type<t.TypeOf<C> | null> {
  readonly inner: C
}

/** A value, or `null` to clear what is stored: for what we send. */
export const orNull = <C extends t.Mixed>(inner: C): NullableC<C> => {
  const type = new t.Type<t.TypeOf<C> | null>(
    `${inner.name} | null`,
    (value): value is t.TypeOf<C> | null => value === null || inner.is(value),
    (value, context) => (value === null ? right(value) : inner.validate(value, context)),
    same,
  )
  return Object.assign(type, { inner })
}
