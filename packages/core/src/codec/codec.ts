/** An object, its fields unchecked. */
export type Fields = Record<string, unknown>

/** Returns true for a JSON object: not for a list or an object of a built-in class. */
export const isFields = (value: unknown): value is Fields =>
  Object.prototype.toString.call(value) === '[object Object]'

/** A part of a value: its name or position, its codec and its value. */
export type Part = readonly [key: string, type: Codec, part: unknown]

/**
 * The check of a value of JSON. It is the part of a codec of io-ts that the client and a call need; `toIoTs` adds the rest for
 * those that a program gets.
 */
export interface Codec<A = unknown> {
  /** The text that names what fits, as in `expected string`. */
  readonly name: string
  readonly is: (value: unknown) => value is A
  /** Returns the parts by which a value that does not fit is reported; one without such parts is reported as a whole. */
  readonly wrongParts?: ((value: unknown) => readonly Part[]) | undefined
}

/** The type of what fits a codec. */
export type TypeOf<C extends Codec> = C extends { readonly is: (value: unknown) => value is infer A }
  ? A
  : never

/** Codecs by the names of their fields. */
export type Props = Readonly<Record<string, Codec>>

/** Creates a codec. */
/* @__NO_SIDE_EFFECTS__ */
export const codec = <A>(
  name: string,
  is: (value: unknown) => value is A,
  wrongParts?: (value: unknown) => readonly Part[],
): Codec<A> => ({ name, is, wrongParts })

/** Any text. */
export const string = codec('string', (value): value is string => typeof value === 'string')

/** Any number. */
export const number = codec('number', (value): value is number => typeof value === 'number')

/** Creates a codec of whole numbers from a minimum to a maximum, for input. */
/* @__NO_SIDE_EFFECTS__ */
export const whole = (min = -Infinity, max = Infinity): Codec<number> =>
  codec(
    min === -Infinity
      ? 'a whole number'
      : `a whole number from ${min}${max === Infinity ? '' : ` to ${max}`}`,
    (value): value is number => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  )

/** `true` or `false`. */
export const boolean = codec('boolean', (value): value is boolean => typeof value === 'boolean')

/** Any value; every value is itself. */
export const unknown = codec('unknown', (value): value is unknown => Object.is(value, value))

/** An object with any fields. */
export const unknownObject = codec('an object', isFields)

type FieldsOf<P extends Props, Required> = {
  [N in keyof P as N extends Required ? N : never]: TypeOf<P[N]>
} & { [N in keyof P as N extends Required ? never : N]?: TypeOf<P[N]> }

/** A codec of JSON objects; `props` has the codec of each field. */
export interface ObjectCodec<P extends Props, Required> extends Codec<{
  [N in keyof FieldsOf<P, Required>]: FieldsOf<P, Required>[N]
}> {
  readonly props: P
}

/** Creates a codec of objects from required and optional fields. Other fields pass. */
/* @__NO_SIDE_EFFECTS__ */
export const object = <R extends Props, O extends Props = R>(
  required: R,
  optional?: O,
): ObjectCodec<R & O, keyof R> => {
  // Required fields come first in order, and win over optional ones of the same name.
  const props = { ...required, ...optional, ...required } as R & O
  // Own properties only, here and below: a library may have put one on `Object.prototype`.
  const fields = Object.entries<Codec>(props).map(([name, type]) => {
    const isOptional = !Object.hasOwn(required, name)
    const fieldFits = (value: Fields): boolean =>
      (isOptional && (value[name] === undefined || !Object.hasOwn(value, name))) || type.is(value[name])
    return { name, type, fieldFits }
  })
  const is = (value: unknown): value is TypeOf<ObjectCodec<R & O, keyof R>> => {
    if (!isFields(value)) return false
    // A loop takes less time than `every`, and each message comes this way.
    for (const { fieldFits } of fields) if (!fieldFits(value)) return false
    return true
  }
  const type = codec('an object', is, (value) =>
    isFields(value)
      ? fields.filter(({ fieldFits }) => !fieldFits(value)).map(({ name, type }) => [name, type, value[name]])
      : [],
  )
  return Object.assign(type, { props })
}

/** Creates a codec of objects whose fields are all optional. */
/* @__NO_SIDE_EFFECTS__ */
export const partial = <P extends Props>(optional: P): ObjectCodec<P, never> => object({}, optional)

/** A codec of lists; `type` is the codec of the elements. */
export interface ListCodec<C extends Codec> extends Codec<readonly TypeOf<C>[]> {
  readonly type: C
}

/**
 * The most places of a list that are reported. A megabyte holds half a million elements: a report of all takes seconds, and
 * overflows the stack.
 */
const mostPlaces = 64

/** Creates a codec of lists. */
/* @__NO_SIDE_EFFECTS__ */
export const listOf = <C extends Codec>(type: C): ListCodec<C> => {
  const list = codec(
    'a list',
    (value): value is readonly TypeOf<C>[] => Array.isArray(value) && value.every(type.is),
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
export interface NullableCodec<C extends Codec> extends Codec<TypeOf<C> | null> {
  readonly inner: C
}

/** Creates a codec of a value, or `null` to clear what is stored, for input. */
/* @__NO_SIDE_EFFECTS__ */
export const orNull = <C extends Codec>(inner: C): NullableCodec<C> => ({
  ...codec(
    `${inner.name} | null`,
    (value): value is TypeOf<C> | null => value === null || inner.is(value),
    inner.wrongParts,
  ),
  inner,
})

/** Creates a codec of one of a few words, for input. */
/* @__NO_SIDE_EFFECTS__ */
export const oneOf = <A extends string>(...words: readonly A[]): Codec<A> =>
  codec(words.map((word) => `"${word}"`).join(' | '), (value): value is A => words.includes(value as A))

/**
 * Creates a codec of any text, typed as one of the known words, for output: a newer platform may have added a word.
 */
/* @__NO_SIDE_EFFECTS__ */
export const openEnum = <Known extends string>() =>
  codec<Known | (string & Record<never, never>)>(string.name, string.is)

/**
 * The deepest nesting of JSON from the platform; nothing of it has six levels. A value nested thousands deep can be parsed, but
 * `JSON.stringify`, `structuredClone` and `postMessage` overflow the stack on it later.
 */
export const maxLevels = 100

/** Returns the kind of a value, never the value itself. */
export const describe = (value: unknown): string => {
  if (value === null) return 'null'
  if (value === '') return 'an empty string'
  if (typeof value === 'object') return Array.isArray(value) ? 'a list' : 'an object'
  return value === undefined ? 'nothing' : `a ${typeof value}`
}

/** Returns one line for each field of a value that does not fit a codec; empty when it fits. */
export const issuesOf = (codec: Codec, value: unknown, place = ''): readonly string[] => {
  if (codec.is(value)) return []
  const parts = codec.wrongParts?.(value) ?? []
  return parts.length > 0
    ? parts.flatMap(([key, type, part]) => issuesOf(type, part, place ? `${place}.${key}` : key))
    : [`${place || 'data'}: expected ${codec.name}, got ${describe(value)}`]
}
