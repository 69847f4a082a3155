/**
 * Makers of codecs for the arguments of tools. Each is an io-ts codec, and goes into codecs of io-ts.
 *
 * @module
 */
export { boolean, listOf, number, object, oneOf, orNull, partial, string, unknown } from './codec.ts'
