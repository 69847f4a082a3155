import type * as t from 'io-ts'
import { isLeft, left, right } from 'fp-ts/Either'

/** An object, its fields unchecked. */
export type Fields = Record<string, unknown>

/** Returns true for a JSON object: not for a list or an object of a built-in class. */
export const isFields = (value: unknown): value is Fields =>
  Object.prototype.toString.call(value) === '[object Object]'

/** A part of a value: its name or position, its codec and its value. */
export type Part = readonly [key: string, type: t.Mixed, part: unknown]

/** Returns a value as it is. */
export const same = <A>(value: A): A => value

/**
 * Creates a codec with the members of the class `Type` of io-ts. An object of our own, because a bundle keeps every class
 * of io-ts as soon as it holds one.
 */
/* @__NO_SIDE_EFFECTS__ */
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

/**
 * Creates a codec that returns what its guard accepts as it is. A rejected value is reported by its wrong parts, or as a
 * whole when it has none.
 */
/* @__NO_SIDE_EFFECTS__ */
export const codec = <A>(
  name: string,
  is: t.Is<A>,
  partsOf: (value: unknown) => readonly Part[] = () => [],
): t.Type<A> =>
  createType(
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

/** Any text. */
export const string = codec('string', (value) => typeof value === 'string')

/** Any number. */
export const number = codec('number', (value) => typeof value === 'number')

/** Creates a codec of whole numbers from a minimum to a maximum, for input. */
/* @__NO_SIDE_EFFECTS__ */
export const whole = (min = -Infinity, max = Infinity): t.Type<number> =>
  codec(
    min === -Infinity
      ? 'a whole number'
      : `a whole number from ${min}${max === Infinity ? '' : ` to ${max}`}`,
    (value): value is number => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  )

/** `true` or `false`. */
export const boolean = codec('boolean', (value) => typeof value === 'boolean')

/** Any value; every value is itself. */
export const unknown = codec('unknown', (value): value is unknown => Object.is(value, value))

/** An object with any fields. */
export const unknownObject = codec('an object', isFields)

type FieldsOf<P extends t.Props, Required> = {
  [N in keyof P as N extends Required ? N : never]: t.TypeOf<P[N]>
} & { [N in keyof P as N extends Required ? never : N]?: t.TypeOf<P[N]> }

/** A codec of JSON objects; `props` has the codec of each field. */
export interface ObjectC<P extends t.Props, Required> extends t.Type<{
  [N in keyof FieldsOf<P, Required>]: FieldsOf<P, Required>[N]
}> {
  readonly props: P
}

/** Creates a codec of objects from required and optional fields. Other fields pass. */
/* @__NO_SIDE_EFFECTS__ */
export const object = <R extends t.Props, O extends t.Props = R>(
  required: R,
  optional?: O,
): ObjectC<R & O, keyof R> => {
  // Required fields come first in order, and win over optional ones of the same name.
  const props = { ...required, ...optional, ...required } as R & O
  // Own properties only, here and below: a library may have put one on `Object.prototype`.
  const names = Object.keys(props)
  const parts: readonly t.Mixed[] = Object.values(props)
  const isRequired = names.map((name) => Object.hasOwn(required, name))
  const fits = (value: Fields, at: number): boolean => {
    const name = names[at] ?? ''
    const part = value[name]
    // Most fields are absent or fit.
    if (part === undefined && isRequired[at] === false) return true
    return parts[at]?.is(part) === true || (isRequired[at] === false && !Object.hasOwn(value, name))
  }
  const is = (value: unknown): value is t.TypeOf<ObjectC<R & O, keyof R>> => {
    if (!isFields(value)) return false
    for (let at = 0; at < names.length; at += 1) if (!fits(value, at)) return false
    return true
  }
  const type = codec('an object', is, (value) =>
    isFields(value)
      ? Object.entries<t.Mixed>(props)
          .filter((_, at) => !fits(value, at))
          .map(([name, part]) => [name, part, value[name]])
      : [],
  )
  return Object.assign(type, { props })
}

/** Creates a codec of objects whose fields are all optional. */
/* @__NO_SIDE_EFFECTS__ */
export const partial = <P extends t.Props>(optional: P): ObjectC<P, never> => object({}, optional)

/** A codec of lists; `type` is the codec of the elements. */
export interface ListC<C extends t.Mixed> extends t.Type<readonly t.TypeOf<C>[]> {
  readonly type: C
}

/**
 * The most places of a list that are reported. A megabyte holds half a million elements: a report of all takes seconds, and
 * overflows the stack.
 */
const mostPlaces = 64

/** Creates a codec of lists. */
/* @__NO_SIDE_EFFECTS__ */
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

/** A codec that accepts `null` and what `inner` accepts. */
export interface NullableC<C extends t.Mixed> extends t.Type<t.TypeOf<C> | null> {
  readonly inner: C
}

/** Creates a codec of a value, or `null` to clear what is stored, for input. */
/* @__NO_SIDE_EFFECTS__ */
export const orNull = <C extends t.Mixed>(inner: C): NullableC<C> => {
  const type = createType<t.TypeOf<C> | null>(
    `${inner.name} | null`,
    (value): value is t.TypeOf<C> | null => value === null || inner.is(value),
    (value, context) => (value === null ? right(value) : inner.validate(value, context)),
    same,
  )
  return Object.assign(type, { inner })
}

/** Creates a codec of one of a few words, for input. */
/* @__NO_SIDE_EFFECTS__ */
export const oneOf = <A extends string>(...words: readonly A[]): t.Type<A> =>
  codec(words.map((word) => `"${word}"`).join(' | '), (value): value is A => words.includes(value as A))

/**
 * Creates a codec of any text, typed as one of the known words, for output: a newer platform may have added a word.
 */
/* @__NO_SIDE_EFFECTS__ */
export const openEnum = <Known extends string>() =>
  codec<Known | (string & Record<never, never>)>(string.name, string.is)

const describe = (value: unknown): string => {
  if (value === null) return 'null'
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object'
  return value === undefined ? 'nothing' : `a ${typeof value}`
}

/** Returns true for a step that is part of the data. Numeric steps come from intersections and unions, except in lists. */
const isPlace = ({ key, actual }: t.ContextEntry, parent: unknown): boolean =>
  key !== '' && (Array.isArray(parent) ? actual !== parent : !/^\d+$/.test(key))

/** Formats errors as one line for each wrong field; never with the value itself. */
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

/** Returns one line for each field of a value that does not fit a codec; empty when it fits. */
export const issuesOf = (codec: t.Mixed, value: unknown): readonly string[] => {
  const read = codec.decode(value) as t.Validation<unknown>
  return isLeft(read) ? issues(read.left) : []
}
