import { codec } from './codec.ts'
import { isFields } from './fields.ts'

/** Any text. */
export const string = codec('string', (value) => typeof value === 'string')

/** Any number. */
export const number = codec('number', (value) => typeof value === 'number')

/** `true` or `false`. */
export const boolean = codec('boolean', (value) => typeof value === 'boolean')

/** Anything: equal to itself, as all is. */
export const unknown = codec('unknown', (value): value is unknown => Object.is(value, value))

/** An object with any fields. */
export const unknownObject = codec('an object', isFields)
