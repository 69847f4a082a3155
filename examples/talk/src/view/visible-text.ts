const shortEscapes: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/**
 * Characters that a terminal obeys: the control characters C0 and C1, line and paragraph separators, and the bidi
 * embeddings, overrides and isolates, which reorder the text after them.
 */
const obeyed = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

/**
 * Makes text from outside harmless for a terminal: every character that the terminal would obey becomes a visible escape
 * such as `\u001b`.
 */
export const visibleText = (text: string): string =>
  text.replace(
    obeyed,
    (character) =>
      shortEscapes.get(character) ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
