import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projects } from './projects.mjs'
import { inRoot } from './root.mjs'

/**
 * A block of TypeScript in a document, or the script of a component in one.
 * @typedef {object} Block
 * @property {string} document
 * @property {number} line The line at which it begins.
 * @property {string} text
 * @property {boolean} isTsx
 */

/** @param {string} folder @param {{ recursive: boolean }} options */
const documentsIn = (folder, options) =>
  readdirSync(inRoot(folder), { ...options, encoding: 'utf8' })
    .filter((name) => /^(?!.*(node_modules|CHANGELOG)|site\/).*\.md$/.test(name))
    .map((name) => join(folder, name))

/** Every document of the repository, by its path from the root. */
export const documents = () => [
  ...documentsIn('.', { recursive: false }),
  ...projects.flatMap(({ folder }) => documentsIn(folder, { recursive: true })),
]

/** @param {string} document */
export const textOf = (document) => readFileSync(inRoot(document), 'utf8')

/**
 * The blocks of JavaScript in a document, which its readers save as files and run as they are.
 * @param {string} document
 * @returns {readonly Omit<Block, 'isTsx'>[]}
 */
export const scriptsOf = (document) => {
  const text = textOf(document)
  return [...text.matchAll(/^```m?js\n(.*?)^```$/gms)].map(({ index, 1: block = '' }) => ({
    document,
    line: text.slice(0, index).split('\n').length,
    text: block,
  }))
}

/** @param {string} document @returns {readonly Block[]} */
export const blocksOf = (document) => {
  const text = textOf(document)
  return [...text.matchAll(/^```(tsx?|vue|svelte)(?: \[\w+\])?\n(.*?)^```$/gms)].map(
    ({ index, 1: language, 2: block = '' }) => ({
      document,
      line: text.slice(0, index).split('\n').length,
      text:
        language === 'vue' || language === 'svelte'
          ? (/<script[^>]*>\n(.*?)<\/script>/s.exec(block)?.[1] ?? '')
          : block,
      isTsx: language === 'tsx',
    }),
  )
}
