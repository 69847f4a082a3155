/** A text in two: what was heard of it and what was not. Put together they are the text. */
export interface HeardSplit {
  readonly heardText: string
  readonly unheardText: string
}

/**
 * Splits a text by the share of its sound that was played, 0 to 1, after the last word that was heard whole. Speech is
 * taken to be even, so the split is an estimate.
 */
export const splitHeard = (text: string, share: number): HeardSplit => {
  const reached = Math.floor(text.length * Math.min(1, Math.max(0, share)))
  if (reached === text.length) return { heardText: text, unheardText: '' }
  // A word was heard whole when the next character, which is not part of it, is reached as well.
  const end = text.slice(0, reached + 1).search(/\s\S*$/)
  const at = Math.max(0, end)
  return { heardText: text.slice(0, at), unheardText: text.slice(at) }
}
