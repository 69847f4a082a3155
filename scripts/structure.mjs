import { parseArgs } from 'node:util'
import { figuresOf } from './structure/figures.mjs'
import { readSources } from './structure/sources.mjs'
import { readWalks } from './structure/walks.mjs'
import { paint } from './workspace/terminal.mjs'

const help = `npm run structure -- [options]

Measures the sources of the published packages, tests apart, and compares each figure with its bound.
A walk is a run with an in-memory socket that counts the files whose functions are entered.

  --walk    prints the files of each walk, in the order of the first visit
  --list    prints the files and functions behind each figure
  --help    prints this

The exit code is 1 where a figure breaks its bound.
`

/** @param {readonly import('./structure/figures.mjs').Figure[]} figures */
const printTable = (figures) => {
  const width = Math.max(...figures.map(({ name }) => name.length))
  const shownWidth = Math.max(...figures.map(({ shown }) => shown.length))
  for (const { name, shown, bound, holds } of figures) {
    const verdict = holds ? '' : paint('red', '  broken')
    console.log(
      `${name.padEnd(width)}  ${shown.padStart(shownWidth)}  ${bound.padEnd(8)}${verdict}`.trimEnd(),
    )
  }
}

/** @param {string} title @param {readonly string[]} lines */
const printList = (title, lines) => {
  console.log(`\n${paint('bold', title)}`)
  for (const line of lines) console.log(`  ${line}`)
}

const { values } = parseArgs({
  options: {
    walk: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  console.log(help)
} else {
  const walks = await readWalks()
  const figures = figuresOf(readSources(), walks)
  printTable(figures)
  if (values.list) for (const { name, details } of figures) if (details.length > 0) printList(name, details)
  if (values.walk)
    for (const { name, files, steps, returns } of walks)
      printList(
        `${name}: ${files.length} files, ${steps} steps from file to file, ${returns} returns to a file seen before`,
        files,
      )
  if (figures.some(({ holds }) => !holds)) process.exitCode = 1
}
