/** The most that one text of ours may have, in bytes of UTF-8: 1 MiB, as for what comes. */
export const maxSentBytes = 1_048_576

/** Tells whether a text is too large to be sent. */
export const isTooLarge = (text: string): boolean =>
  text.length > maxSentBytes || new TextEncoder().encode(text).length > maxSentBytes
