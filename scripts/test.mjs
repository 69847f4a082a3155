import { parseArgs } from 'node:util'
import { paint, seconds } from './workspace/terminal.mjs'

/** @typedef {import('./checks/outcome.mjs').Outcome} Outcome */

/**
 * A step of this script.
 * @typedef {object} Step
 * @property {string} name What `--only` calls it, and the module in `checks` that does it.
 * @property {string} title
 * @property {readonly string[]} needs The steps without which it can say nothing.
 */

const installed = ['install']
const built = ['install', 'build']

/** Every step, in order. @type {readonly Step[]} */
const steps = [
  { name: 'install', title: 'install what the lockfile says', needs: [] },
  { name: 'build', title: 'build the packages', needs: installed },
  { name: 'format', title: 'check the format', needs: installed },
  { name: 'lint', title: 'lint', needs: installed },
  { name: 'types', title: 'check the types', needs: installed },
  { name: 'unused', title: 'look for unused files, exports and dependencies', needs: installed },
  { name: 'readmes', title: 'compile the code in the READMEs and follow the links', needs: installed },
  { name: 'jest', title: 'run the tests', needs: installed },
  { name: 'api', title: 'compare the public declarations with those committed', needs: built },
  { name: 'packed', title: 'use the packages as they would be published', needs: built },
]

const help = `npm test [-- options]

Installs, builds, checks and tests everything, and the packages as they would be published.
The last line counts the tests and the other checks; the exit code is 0 only if none failed.

  --only step   runs one step, again to run several; nothing is installed or built unless named
  --help        prints this

Steps:
${steps.map(({ name, title }) => `  ${name.padEnd(13)} ${title}`).join('\n')}
`

/** @param {Step} step @returns {Promise<Outcome>} */
const outcomeOf = async ({ name }) => {
  try {
    // Loaded only now: before the first step nothing is installed that a check could import.
    /** @type {{ check: import('./checks/outcome.mjs').Run }} */
    const { check } = await import(`./checks/${name}.mjs`)
    return await check()
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
