import { parseArgs } from 'node:util'
import { api } from './checks/api.mjs'
import { build } from './checks/build.mjs'
import { format } from './checks/format.mjs'
import { install } from './checks/install.mjs'
import { jest } from './checks/jest.mjs'
import { lint } from './checks/lint.mjs'
import { packed } from './checks/packed.mjs'
import { readmes } from './checks/readmes.mjs'
import { types } from './checks/types.mjs'
import { unused } from './checks/unused.mjs'
import { paint, seconds } from './workspace/terminal.mjs'

/** @typedef {import('./checks/outcome.mjs').Outcome} Outcome */
/** @typedef {import('./checks/outcome.mjs').Step} Step */

/** Every step, in order. @type {readonly Step[]} */
const steps = [install, build, format, lint, types, unused, readmes, jest, api, packed]

const help = `npm test [-- options]

Installs, builds, checks and tests everything, and the packages as they would be published.
The last line counts the tests and the other checks; the exit code is 0 only if none failed.

  --only step   runs one step, again to run several; nothing is installed or built unless named
  --help        prints this

Steps:
${steps.map(({ name, title }) => `  ${name.padEnd(13)} ${title}`).join('\n')}
`

/** @param {Step} step @returns {Promise<Outcome>} */
const outcomeOf = async (step) => {
  try {
    return await step.run()
  } catch (error) {
    return {
      passed: 0,
      failed: 1,
      output: error instanceof Error ? (error.stack ?? error.message) : String(error),
    }
  }
}

/** @param {Outcome} outcome */
const verdict = ({ passed, failed, notes = [] }) =>
  [
    failed === 0 ? paint('green', `${passed} passed`) : paint('red', `${passed} passed, ${failed} failed`),
    ...notes,
  ].join(', ')

/** @param {readonly Step[]} chosen */
const runAll = async (chosen) => {
  /** @type {Map<string, { step: Step, outcome: Outcome, ms: number }>} */
  const results = new Map()
  for (const step of chosen) {
    const lacking = step.needs.find((name) => (results.get(name)?.outcome.failed ?? 0) > 0)
    console.log(paint('bold', `▸ ${step.name}: ${step.title}`))
    const started = performance.now()
    const outcome =
      lacking === undefined
        ? await outcomeOf(step)
        : { passed: 0, failed: 1, output: `${step.name} can say nothing, because ${lacking} failed` }
    const ms = performance.now() - started
    if (outcome.failed > 0 && outcome.output) console.log(outcome.output)
    console.log(`  ${verdict(outcome)} (${seconds(ms)})\n`)
    results.set(step.name, { step, outcome, ms })
  }
  return [...results.values()]
}

const { values } = parseArgs({
  options: { only: { type: 'string', multiple: true }, help: { type: 'boolean', default: false } },
})
const unknown = values.only?.filter((name) => !steps.some((step) => step.name === name)) ?? []

if (values.help) {
  console.log(help)
} else if (unknown.length > 0) {
  console.error(
    `no step is called ${unknown.join(', ')}; there are ${steps.map(({ name }) => name).join(', ')}`,
  )
  process.exitCode = 2
} else {
  const results = await runAll(steps.filter(({ name }) => values.only?.includes(name) ?? true))
  for (const { step, outcome, ms } of results) {
    console.log(`${step.name.padEnd(10)} ${seconds(ms).padStart(8)}   ${verdict(outcome)}`)
  }
  const passed = results.reduce((sum, { outcome }) => sum + outcome.passed, 0)
  const failed = results.reduce((sum, { outcome }) => sum + outcome.failed, 0)
  console.log(`\n${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}
