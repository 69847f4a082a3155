import { readFileSync } from 'node:fs'
import { textOf } from '../../workspace/documents.mjs'
import { inRoot } from '../../workspace/root.mjs'

/** @typedef {import('../outcome.mjs').Check} Check */

/** Imports of `.size-limit.json` that rows of a table mean by other words. */
const importsOfWords = new Map([
  ['a call in a page', '{ useVoiceCall }'],
  ['in a bundle', '{ createClient, openCall }'],
])

/** The import that the first cell of a row means. @param {string} cell */
const importOf = (cell) =>
  /`(\{ [\w, ]+ \})`/.exec(cell)?.[1] ?? [...importsOfWords].find(([words]) => cell.startsWith(words))?.[1]

/**
 * Finds what is wrong with a size that a line tells with "at most": the first cell of its row names the import.
 * @param {string} row
 * @param {readonly { readonly name: string, readonly limit: string }[]} limits
 */
const faultOf = (row, limits) => {
  const [, cell = '', size] = /^\| *([^|]+?) *\|.*at most ([\d.]+) kB/.exec(row) ?? []
  const wanted = importOf(cell)
  const limit = parseFloat(limits.find(({ name }) => name.startsWith(`import ${wanted} `))?.limit ?? '')
  if (Number.isNaN(limit)) return `"${cell || row}" names no import of .size-limit.json`
  return limit <= Number(size) && Number(size) <= 1.1 * limit
    ? undefined
    : `"${cell}" says at most ${size} kB, and the limit is ${limit} kB`
}

/**
 * Compares each size that a document tells with "at most" with the limit of its own row: it is that, or up to a tenth more.
 * A size outside a table has no row, and is a fault.
 * @param {readonly string[]} documents
 * @returns {readonly Check[]}
 */
export const checkSizes = (documents) => {
  const limits = JSON.parse(readFileSync(inRoot('.size-limit.json'), 'utf8'))
  return documents.flatMap((document) => {
    const rows = textOf(document).match(/^.*at most [\d.]+ kB.*$/gm) ?? []
    return rows.length === 0
      ? []
      : [
          {
            name: `${document}: its sizes are the limits of .size-limit.json`,
            fault: rows.flatMap((row) => faultOf(row, limits) ?? []).join('\n') || undefined,
          },
        ]
  })
}
