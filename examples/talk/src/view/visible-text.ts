import { printable } from '@vatel/core'

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * Makes text from outside harmless for a terminal: every character that the terminal would obey becomes a visible escape
 * such as `\u001b`, or `\n` for a line feed.
 */
export const visibleText = (text: string): string =>
  printable(text.replace(/[\n\r\t]/g, (character) => shortEscapes[character] ?? character))
