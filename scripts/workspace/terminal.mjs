import { styleText } from 'node:util'

/** @typedef {Parameters<typeof styleText>[0]} Style */

const coloured = process.stdout.isTTY && process.env['NO_COLOR'] === undefined

/**
 * Returns the text in a style, or plain without a terminal.
 * @param {Style} style
 * @param {string} text
 */
export const paint = (style, text) => (coloured ? styleText(style, text) : text)

/** A duration for people. @param {number} ms */
export const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`

/** A count with its noun. @param {number} count @param {string} noun */
export const counted = (count, noun) => `${count} ${noun}${count === 1 ? '' : 's'}`
