/**
 * Makers of codecs for the arguments of tools. Each is an io-ts codec, and goes into codecs of io-ts.
 *
 * @module
 */
import type * as t from 'io-ts'
import { assertArgument } from '../errors.ts'
import * as codecs from './codec.ts'
import { type ObjectC, toIoTs } from './io-ts.ts'

/** A codec of lists; `type` is the codec of the elements. */
export interface ListC<C extends t.Mixed> extends t.Type<readonly t.TypeOf<C>[]> {
  readonly type: C
}

/** A codec that accepts `null` and what `inner` accepts. */
export interface NullableC<C extends t.Mixed> extends t.Type<t.TypeOf<C> | null> {
  readonly inner: C
}

const assertSchema = (type: unknown, field: string): void =>
  assertArgument('is' in Object(type), field, 'be a schema, such as schema.string')

/** Any text. */
export const string: t.Type<string> = /* @__PURE__ */ toIoTs(codecs.string)

/** Any number. */
export const number: t.Type<number> = /* @__PURE__ */ toIoTs(codecs.number)

/** `true` or `false`. */
export const boolean: t.Type<boolean> = /* @__PURE__ */ toIoTs(codecs.boolean)

/** Any value; every value is itself. */
export const unknown: t.Type<unknown> = /* @__PURE__ */ toIoTs(codecs.unknown)

/**
 * Creates a codec of objects from required and optional fields. Other fields pass.
 *
 * @throws {InvalidArgumentError} in JavaScript, for a field whose value is no codec, such as `'string'` or `String`
 */
/* @__NO_SIDE_EFFECTS__ */
export const object = <R extends t.Props, O extends t.Props = R>(
  required: R,
  optional?: O,
): ObjectC<R & O, keyof R> => {
  for (const [name, type] of Object.entries({ ...required, ...optional })) assertSchema(type, name)
  return toIoTs(codecs.object<R, O>(required, optional)) as unknown as ObjectC<R & O, keyof R>
}

/** Creates a codec of objects whose fields are all optional. */
/* @__NO_SIDE_EFFECTS__ */
export const partial = <P extends t.Props>(optional: P): ObjectC<P, never> => object({}, optional)

/**
 * Creates a codec of lists.
 *
 * @throws {InvalidArgumentError} in JavaScript, for a type that is no codec
 */
/* @__NO_SIDE_EFFECTS__ */
export const listOf = <C extends t.Mixed>(type: C): ListC<C> => {
  assertSchema(type, 'type')
  return toIoTs(codecs.listOf(type)) as unknown as ListC<C>
}

/**
 * Creates a codec of a value, or `null` to clear what is stored, for input.
 *
 * @throws {InvalidArgumentError} in JavaScript, for a value that is no codec
 */
/* @__NO_SIDE_EFFECTS__ */
export const orNull = <C extends t.Mixed>(inner: C): NullableC<C> => {
  assertSchema(inner, 'inner')
  return toIoTs(codecs.orNull(inner)) as unknown as NullableC<C>
}

/** Creates a codec of one of a few words, for input. */
/* @__NO_SIDE_EFFECTS__ */
export const oneOf = <A extends string>(...words: readonly A[]): t.Type<A> => toIoTs(codecs.oneOf(...words))
