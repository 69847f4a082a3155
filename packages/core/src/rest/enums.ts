import type * as t from 'io-ts'
import { codec } from '../protocol/codec.ts'
import { string } from '../protocol/primitives.ts'

/** One of a few words, and nothing else: for what we send. */
export const oneOf = <A extends string>(...words: readonly A[]): t.Type<A> =>
  codec(words.map((word) => `"${word}"`).join(' | '), (value): value is A => words.includes(value as A))

/**
 * One of the words known today, or one that a newer platform has added: for what comes back. What is known are types,
 * for whoever reads it; any text passes.
 */
export const openEnum = <Known extends string>() =>
  codec<Known | (string & Record<never, never>)>(string.name, string.is)
