import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { packages } from '../../workspace/projects.mjs'
import { run } from '../../workspace/run.mjs'
import { entriesOf } from './consumers.mjs'

/** @typedef {import('./consumers.mjs').Consumer} Consumer */
/** @typedef {import('../outcome.mjs').Check} Check */

/** Returns a program that runs the others in turn and prints the result of each. */
const moduleProgram = (/** @type {readonly string[]} */ uses) => `
for (const name of ${JSON.stringify(uses)}) {
  const { use } = await import(\`./\${name}.mjs\`)
  console.log(await use())
}
`

const commonProgram = (/** @type {readonly string[]} */ uses) => `
void (async () => {
  for (const name of ${JSON.stringify(uses)}) console.log(await require(\`./\${name}.cjs\`).use())
})()
`

/** Returns a program that compares the exports of ES modules and CommonJS. */
const namesProgram = (/** @type {readonly string[]} */ entries) => `
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
const namesOf = (exports) => Object.keys(exports).filter((name) => !['__esModule', 'default', 'module.exports'].includes(name)).sort().join()
for (const entry of ${JSON.stringify(entries)}) {
  const [modern, common] = [namesOf(await import(entry)), namesOf(require(entry))]
  if (modern !== common) throw new Error(\`\${entry}: the module exports \${modern}, CommonJS \${common}\`)
}
`

/** Returns a program that imports every entry after a library has put a property on `Object.prototype`. */
const pollutedProgram = (/** @type {readonly string[]} */ entries) => `
import { createRequire } from 'node:module'
const require = createRequire(import.meta.url)
Object.prototype.legacy = 1
for (const entry of ${JSON.stringify(entries)}) {
  for (const exports of [await import(entry), require(entry)])
    for (const [name, value] of Object.entries(exports))
      if (Object.keys(Object(value)).includes('legacy')) throw new Error(\`\${entry}: \${name} has taken over the property\`)
}
`

/**
 * @param {string} name
 * @param {string} file
 * @param {string} text
 * @param {string} expected
 * @returns {Promise<Check>}
 */
const runProgram = async (name, file, text, expected) => {
  await writeFile(file, text)
  const { code, output } = await run(process.execPath, [file])
  return {
    name,
    fault: code === 0 && output.trim() === expected ? undefined : output || 'it printed nothing',
  }
}

/**
 * Runs the compiled programs of a consumer as ES modules and as CommonJS.
 * @param {Consumer} consumer
 */
export const runConsumer = ({ name, folder, shortNames, uses }) => {
  const expected = uses.map(() => 'ok').join('\n')
  return Promise.all([
    runProgram(`${name}: Node, modules`, join(folder, 'run.mjs'), moduleProgram(uses), expected),
    runProgram(`${name}: Node, CommonJS`, join(folder, 'run.cjs'), commonProgram(uses), expected),
    runProgram(
      `${name}: imported beside a property of Object.prototype`,
      join(folder, 'polluted.mjs'),
      pollutedProgram(entriesOf(shortNames, true)),
      '',
    ),
    runProgram(
      `${name}: the same names in both`,
      join(folder, 'names.mjs'),
      namesProgram(entriesOf(shortNames, true)),
      '',
    ),
  ])
}

/**
 * Runs every command of a consumer with --help.
 * @param {Consumer} consumer
 */
export const runCommands = ({ name, folder }) =>
  Promise.all(
    packages
      .filter(({ shortName }) => name === shortName)
      .flatMap(({ manifest }) => Object.keys(manifest.bin ?? {}))
      .map(async (command) => {
        const { code, output } = await run(join(folder, 'node_modules/.bin', command), ['--help'], {})
        return { name: `${name}: ${command} --help`, fault: code === 0 ? undefined : output }
      }),
  )
