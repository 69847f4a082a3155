import type * as t from 'io-ts'
import { isFields } from './fields.ts'
import { codec } from './codec.ts'

type FieldsOf<P extends t.Props, Required> = {
  [N in keyof P as N extends Required ? N : never]: t.TypeOf<P[N]>
} & { [N in keyof P as N extends Required ? never : N]?: t.TypeOf<P[N]> }

/** A codec of JSON objects that has the codec of each field in `props`. */
export interface ObjectC<P extends t.Props, Required> extends t.Type<{
  [N in keyof FieldsOf<P, Required>]: FieldsOf<P, Required>[N]
}> {
  readonly props: P
}

/** Makes a codec of objects from the fields that they have to have, and those that they may have. Others pass. */
export const object = <R extends t.Props, O extends t.Props = R>(
  required: R,
  optional?: O,
): ObjectC<R & O, keyof R> => {
  // First in order, and last in word.
  const props = { ...required, ...optional, ...required } as R & O
  const codecs: t.Props = props
  const mayLack = (name: string, part: unknown) => part === undefined && !(name in required)
  const is = (value: unknown): value is t.TypeOf<ObjectC<R & O, keyof R>> => {
    if (!isFields(value)) return false
    for (const name in codecs)
      if (codecs[name]?.is(value[name]) === false && !mayLack(name, value[name])) return false
    return true
  }
  const type = codec('an object', is, (value) =>
    isFields(value)
      ? Object.entries(codecs)
          .map(([name, part]) => [name, part, value[name]] as const)
          .filter(([name, , part]) => !mayLack(name, part))
      : [],
  )
  return Object.assign(type, { props })
}

/** Makes a codec of objects all of whose fields may be missing. */
export const partial = <P extends t.Props>(optional: P): ObjectC<P, never> => object({}, optional)
