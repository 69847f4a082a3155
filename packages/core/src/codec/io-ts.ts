import type * as t from 'io-ts'
import { isLeft, left, right } from 'fp-ts/Either'
import { type Codec, describe, type ObjectCodec, type Props, type TypeOf } from './codec.ts'

/** A codec of JSON objects; `props` has the codec of each field. */
export interface ObjectC<P extends Props, Required> extends t.Type<TypeOf<ObjectCodec<P, Required>>> {
  readonly props: P
}

/** A codec with the members of the class `Type` of io-ts. */
export type IoTs<C extends Codec> =
  C extends ObjectCodec<infer P, infer Required>
    ? ObjectC<{ readonly [N in keyof P]: IoTs<P[N]> }, Required>
    : t.Type<TypeOf<C>>

/** The codecs of a table as codecs of io-ts. */
export type IoTsTable<T> = {
  readonly [N in keyof T]: T[N] extends Codec ? IoTs<T[N]> : T[N] extends object ? IoTsTable<T[N]> : T[N]
}

/** The codecs inside of a codec: its fields, its elements, or the codec beside `null`. */
interface Inside {
  readonly props?: Props
  readonly type?: Codec
  readonly inner?: Codec
}

/** Returns the faults of a value as io-ts reports them: by its wrong parts, or as a whole when it has none. */
const errorsOf = (codec: Codec & Inside, value: unknown, context: t.Context): t.Errors => {
  const read = codec.inner && toIoTs(codec.inner).validate(value, context)
  if (read !== undefined && isLeft(read)) return read.left
  const errors = (codec.wrongParts?.(value) ?? []).flatMap(([key, part, actual]) => {
    const type = toIoTs(part)
    const read = type.validate(actual, [...context, { key, type, actual }])
    return isLeft(read) ? read.left : []
  })
  return errors.length > 0 ? errors : [{ value, context }]
}

/** Makes an object with the members of io-ts's class, because a bundle keeps every class of io-ts as soon as it holds one. */
const createType = <A, O = A>(
  name: string,
  is: t.Is<A>,
  validate: t.Validate<unknown, A>,
  encode: t.Encode<A, O>,
): t.Type<A, O> => {
  const type = {
    name,
    is,
    validate,
    encode,
    decode: (value: unknown) => validate(value, [{ key: '', type, actual: value }]),
    pipe: <B, OB extends A>(to: t.Type<B, OB, A>, pipeName = `pipe(${name}, ${to.name})`) =>
      createType<B, O>(
        pipeName,
        to.is,
        (value, context) => {
          const read = validate(value, context)
          return isLeft(read) ? read : to.validate(read.right, context)
        },
        (value) => encode(to.encode(value)),
      ),
    asDecoder: () => type,
    asEncoder: () => type,
  } as unknown as t.Type<A, O>
  return type
}

const made = /* @__PURE__ */ new WeakMap<Codec, t.Mixed>()

/** Returns the same codec with the members of io-ts's class `Type`; a codec of io-ts as it is. */
/* @__NO_SIDE_EFFECTS__ */
export const toIoTs = <C extends Codec>(codec: C): IoTs<C> => {
  // One that has `validate` is of io-ts, with the members of its class.
  if ('validate' in codec) return codec as unknown as IoTs<C>
  const { name, is } = codec
  const { props, type, inner } = codec as Inside
  const found =
    made.get(codec) ??
    Object.assign(
      createType<unknown>(
        name,
        is,
        (value, context) => (is(value) ? right(value) : left(errorsOf(codec, value, context))),
        (value) => value,
      ),
      props && { props: toIoTsTable(props) },
      type && { type: toIoTs(type) },
      inner && { inner: toIoTs(inner) },
    )
  made.set(codec, found)
  return found as unknown as IoTs<C>
}

/** Returns a table with its codecs as codecs of io-ts, at every depth. */
/* @__NO_SIDE_EFFECTS__ */
export const toIoTsTable = <T extends object>(table: T): IoTsTable<T> =>
  Object.fromEntries(
    Object.entries(table as object as Readonly<Record<string, unknown>>).map(([name, value]) => {
      if (typeof value !== 'object' || value === null) return [name, value]
      return [name, 'is' in value ? toIoTs(value as Codec) : toIoTsTable(value)]
    }),
  ) as IoTsTable<T>

/** Returns true for a step that is part of the data. Numeric steps come from intersections and unions, except in lists. */
const isPlace = ({ key, actual }: t.ContextEntry, parent: unknown): boolean =>
  key !== '' && (Array.isArray(parent) ? actual !== parent : !/^\d+$/.test(key))

/** Formats errors of io-ts as one line for each wrong field; never with the value itself. */
export const issues = (errors: t.Errors): readonly string[] => {
  const wrong = new Map<string, { readonly wanted: Set<string>; readonly got: string }>()
  for (const { context, value } of errors) {
    const places = context.filter((entry, step) => isPlace(entry, context[step - 1]?.actual))
    const field = places.map(({ key }) => key).join('.') || 'data'
    // The members of a union are reported in one line.
    const { wanted } = wrong.get(field) ?? { wanted: new Set() }
    wanted.add(context.at(-1)?.type.name ?? 'something else')
    wrong.set(field, { wanted, got: describe(value) })
  }
  return [...wrong].map(
    ([field, { wanted, got }]) => `${field}: expected ${[...wanted].join(' or ')}, got ${got}`,
  )
}
