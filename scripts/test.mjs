import { parseArgs } from 'node:util'
import { paint, seconds } from './workspace/terminal.mjs'

/** @typedef {import('./checks/outcome.mjs').Outcome} Outcome */

/**
 * A step of this script.
 * @typedef {object} Step
 * @property {string} name What `--only` calls it, and the module in `checks` that does it.
 * @property {string} title
 * @property {readonly string[]} needs The steps without which it can say nothing.
 * @property {boolean} [beside] Whether it keeps one core busy at most, and may run beside its neighbours.
 */

const installed = ['install']
const built = ['install', 'build']

/** Every step, in order. @type {readonly Step[]} */
const steps = [
  { name: 'install', title: 'install what the lockfile says', needs: [] },
  { name: 'browser', title: 'find a browser, or install one', needs: installed },
  { name: 'build', title: 'build the packages', needs: installed },
  { name: 'lint', title: 'lint', needs: installed, beside: true },
  { name: 'types', title: 'check the types', needs: installed, beside: true },
  { name: 'format', title: 'check the format', needs: installed, beside: true },
  {
    name: 'unused',
    title: 'look for unused files, exports and dependencies',
    needs: installed,
    beside: true,
  },
  {
    name: 'structure',
    title: 'compare the structure of the sources with its bounds',
    needs: installed,
    beside: true,
  },
  {
    name: 'documents',
    title: 'compile the code in the documents and follow the links',
    needs: installed,
    beside: true,
  },
  {
    name: 'reference',
    title: 'write the site, with the reference of every export',
    needs: installed,
    beside: true,
  },
  { name: 'api', title: 'compare the public declarations with those committed', needs: built, beside: true },
  { name: 'size', title: 'weigh what the packages bring into a page', needs: built, beside: true },
  { name: 'jest', title: 'run the tests', needs: [...installed, 'browser'] },
  { name: 'packed', title: 'use the packages as they would be published', needs: [...built, 'browser'] },
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

/** @typedef {{ step: Step, outcome: Outcome, ms: number }} Result */

/** @param {Step} step @param {ReadonlyMap<string, Result>} earlier @returns {Promise<Result>} */
const runStep = async (step, earlier) => {
  const lacking = step.needs.find((name) => (earlier.get(name)?.outcome.failed ?? 0) > 0)
  console.log(paint('bold', `▸ ${step.name}: ${step.title}`))
  const started = performance.now()
  const outcome =
    lacking === undefined
      ? await outcomeOf(step)
      : { passed: 0, failed: 1, output: `${step.name} can say nothing, because ${lacking} failed` }
  const ms = performance.now() - started
  if (outcome.failed > 0 && outcome.output) console.log(outcome.output)
  console.log(`  ${step.name}: ${verdict(outcome)} (${seconds(ms)})`)
  return { step, outcome, ms }
}

/** Steps that may run beside each other stay together, every other one is alone. @param {readonly Step[]} chosen */
const batchesOf = (chosen) =>
  chosen.reduce((/** @type {Step[][]} */ batches, step) => {
    const last = batches.at(-1)
    if (step.beside && last?.[0]?.beside) last.push(step)
    else batches.push([step])
    return batches
  }, [])

/** @param {readonly Step[]} chosen */
const runAll = async (chosen) => {
  /** @type {Map<string, Result>} */
  const results = new Map()
  /** @param {Step[]} waiting */
  const lane = async (waiting) => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      results.set(step.name, await runStep(step, results))
    }
  }
  for (const batch of batchesOf(chosen)) await Promise.all([lane(batch), lane(batch)])
  return chosen.flatMap(({ name }) => results.get(name) ?? [])
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
