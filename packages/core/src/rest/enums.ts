import * as t from 'io-ts'

/** One of a few words, and nothing else: for what we send. */
export const oneOf = <A extends string>(...words: readonly A[]): t.Type<A> =>
  t.keyof(Object.fromEntries(words.map((word) => [word, null])) as Record<A, null>)

/** One of the words known today, or one that a newer platform has added: for what comes back. */
export const openEnum = <A extends string>(...known: readonly A[]) =>
  new t.Type<A | (string & Record<never, never>), string, unknown>(
    known.join(' | '),
    t.string.is,
    t.string.validate,
    t.identity,
  )
