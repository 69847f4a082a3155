/** The most that one text of ours may have, in bytes of UTF-8: 1 MiB, as for what comes. */
export const maxSentBytes = 1_048_576

/** A character takes at most so many bytes of UTF-8, counted in UTF-16 units. */
const mostBytesPerUnit = 3

/** Tells whether a text is too large to be sent; most are so short that nobody need count. */
export const isTooLarge = (text: string): boolean =>
  text.length > maxSentBytes ||
  (text.length * mostBytesPerUnit > maxSentBytes && new TextEncoder().encode(text).length > maxSentBytes)
