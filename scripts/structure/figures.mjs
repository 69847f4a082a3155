import { packages } from '../workspace/projects.mjs'
import { reachedFrom, twoWayFolders, valueCycles, withOneImporter } from './graph.mjs'

/** @typedef {import('./sources.mjs').SourceFile} SourceFile */
/** @typedef {import('./walks.mjs').Walk} Walk */

/**
 * One row of the table.
 * @typedef {object} Figure
 * @property {string} name
 * @property {string} shown
 * @property {string} bound
 * @property {boolean} holds
 * @property {readonly string[]} details Files or functions behind the figure, the worst first.
 */

/** @param {readonly number[]} values */
const medianOf = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  return ((sorted[(sorted.length - 1) >> 1] ?? 0) + (sorted[sorted.length >> 1] ?? 0)) / 2
}

/** @param {number} part @param {number} whole */
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`

/** @param {string} name @param {number} value @param {number} most @param {readonly string[]} [details] @returns {Figure} */
const atMost = (name, value, most, details = []) => ({
  name,
  shown: `${value}`,
  bound: `≤ ${most}`,
  holds: value <= most,
  details,
})

/** @param {string} name @param {readonly string[]} found @returns {Figure} */
const none = (name, found) => ({
  name,
  shown: found.length === 0 ? 'none' : `${found.length}`,
  bound: 'none',
  holds: found.length === 0,
  details: found,
})

/** @param {readonly SourceFile[]} sources */
const perPackage = (sources) =>
  packages.map(({ folder, shortName }) => {
    const count = sources.filter(({ path }) => path.startsWith(`${folder}/`)).length
    return `${shortName} ${count}`
  })

/** @param {readonly SourceFile[]} sources @returns {readonly Figure[]} */
const sizes = (sources) => {
  const bySize = [...sources].sort((a, b) => b.codeLines - a.codeLines)
  const functions = sources.flatMap((source) => source.functions).sort((a, b) => b.ownLines - a.ownLines)
  const median = medianOf(sources.map(({ codeLines }) => codeLines))
  return [
    atMost('source files', sources.length, 260, perPackage(sources)),
    {
      name: 'median code lines of a file',
      shown: `${median}`,
      bound: '45 to 90',
      holds: median >= 45 && median <= 90,
      details: [],
    },
    atMost(
      'code lines of the largest file',
      bySize[0]?.codeLines ?? 0,
      250,
      bySize.slice(0, 10).map(({ path, codeLines }) => `${codeLines} ${path}`),
    ),
    atMost(
      'own lines of the longest function',
      functions[0]?.ownLines ?? 0,
      100,
      functions.slice(0, 10).map(({ file, name, ownLines }) => `${ownLines} ${name} ${file}`),
    ),
  ]
}

/** @param {readonly SourceFile[]} sources @returns {readonly Figure[]} */
const imports = (sources) => {
  const single = withOneImporter(sources)
  const entry = sources.find(
    ({ path, text }) =>
      path.startsWith('packages/core/src/') && /export (const|function) openCall\b/.test(text),
  )
  const reached = [...reachedFrom(sources, entry?.path ?? '')]
  return [
    {
      name: 'files with one importer',
      shown: percent(single.length, sources.length),
      bound: '≤ 20 %',
      holds: single.length <= 0.2 * sources.length,
      details: single,
    },
    atMost('files of core that openCall reaches', reached.length, 30, reached),
    none('folders that import each other', twoWayFolders(sources)),
    none(
      'circles of files that import values',
      valueCycles(sources).map((files) => files.join(' → ')),
    ),
  ]
}

/** @param {readonly SourceFile[]} sources @returns {Figure} */
const documentation = (sources) => {
  const comments = sources.reduce((sum, source) => sum + source.docComments, 0)
  const questions = sources.flatMap((source) => source.questions.map((first) => `${source.path}: ${first}`))
  return {
    name: 'doc comments that begin with a question word',
    shown: `${questions.length} of ${comments}`,
    bound: '≤ 2 %',
    holds: questions.length <= 0.02 * comments,
    details: questions,
  }
}

/** The most files that each walk may pass, by the name that `bench/src/walks` gives it. @type {Readonly<Record<string, number>>} */
const longestWalks = {
  'one chunk of speech, rx': 16,
  'one chunk of speech, machine': 16,
  'one tool call, core': 12,
  'one tool call, rx': 14,
  'one tool call, machine': 18,
  'agents.get': 10,
}

/** @param {Walk} walk @returns {Figure} */
const walkFigure = ({ name, files }) =>
  atMost(`files passed by ${name}`, files.length, longestWalks[name] ?? 0, files)

/**
 * The table of the repository's structure.
 * @param {readonly SourceFile[]} sources
 * @param {readonly Walk[]} walks
 * @returns {readonly Figure[]}
 */
export const figuresOf = (sources, walks) => [
  ...sizes(sources),
  ...imports(sources),
  documentation(sources),
  ...walks.map(walkFigure),
]
