import { parseArgs } from 'node:util'
import { inBackground } from './workspace/background.mjs'
import { paint, seconds } from './workspace/terminal.mjs'

/** @typedef {import('./checks/outcome.mjs').Outcome} Outcome */

/**
 * A step of this script.
 * @typedef {object} Step
 * @property {string} name Name for `--only`, and of its module in `checks`.
 * @property {string} title
 * @property {readonly string[]} needs Steps that have to pass before.
 * @property {readonly string[]} [after] Steps that have to end before, whether they pass or not.
 * @property {boolean} [background] Gives way to tests in real time.
 */

const installed = ['install']
const built = ['install', 'build']

/** Every step, in order. @type {readonly Step[]} */
const steps = [
  { name: 'install', title: 'install the dependencies of the lockfile', needs: [] },
  { name: 'browser', title: 'find or install a browser', needs: installed },
  { name: 'build', title: 'build the packages', needs: installed },
  {
    name: 'realtime',
    title: 'run the tests that judge sound in real time',
    needs: [...built, 'browser'],
  },
  { name: 'lint', title: 'lint', needs: installed, background: true },
  { name: 'types', title: 'check the types', needs: installed, background: true },
  { name: 'format', title: 'check the format', needs: installed, background: true },
  // The longest first: the short ones fill what is left of the last minutes.
  {
    name: 'jest',
    title: 'run the other tests',
    needs: [...built, 'browser'],
    // Two browsers at once starve each other's devices.
    after: ['realtime'],
    background: true,
  },
  {
    name: 'packed',
    title: 'use the packages as they would be published',
    needs: [...built, 'browser'],
    background: true,
  },
  {
    name: 'reference',
    title: 'generate the site with the reference of every export',
    needs: installed,
    background: true,
  },
  {
    name: 'documents',
    title: 'compile the code of the documents and check their links',
    needs: installed,
    background: true,
  },
  {
    name: 'structure',
    title: 'compare the structure of the sources with its bounds',
    needs: installed,
    background: true,
  },
  {
    name: 'unused',
    title: 'look for unused files, exports and dependencies',
    needs: installed,
    background: true,
  },
  {
    name: 'api',
    title: 'compare the public declarations with the committed ones',
    needs: built,
    background: true,
  },
  { name: 'size', title: 'compare the sizes of bundles with their limits', needs: built, background: true },
]

const help = `npm test [-- options]

Installs, builds, checks and tests everything, and the packages as they would be published.
The last line counts the tests and the other checks; the exit code is 0 only if none failed.

  --only step   runs one step, and can be repeated; nothing is installed or built unless named
  --help        prints this

Steps:
${steps.map(({ name, title }) => `  ${name.padEnd(13)} ${title}`).join('\n')}
`

/** @param {Step} step @returns {Promise<Outcome>} */
const outcomeOf = async ({ name }) => {
  try {
    // Loaded here, because before the first step the imports of the checks are not installed.
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
      ? await (step.background ? inBackground(() => outcomeOf(step)) : outcomeOf(step))
      : { passed: 0, failed: 1, output: `${step.name} did not run, because ${lacking} failed` }
  const ms = performance.now() - started
  if (outcome.failed > 0 && outcome.output) console.log(outcome.output)
  console.log(`  ${step.name}: ${verdict(outcome)} (${seconds(ms)})`)
  return { step, outcome, ms }
}

/**
 * Runs two steps at a time. The next one is the first whose needs are done.
 * @param {readonly Step[]} chosen
 */
const runAll = async (chosen) => {
  /** @type {Map<string, Result>} */
  const results = new Map()
  const waiting = [...chosen]
  /** @type {Set<Promise<void>>} */
  const running = new Set()
  /** @param {Step} step */
  const isReady = ({ needs, after = [] }) =>
    [...needs, ...after].every((need) => results.has(need) || !chosen.some(({ name }) => name === need))
  while (waiting.length > 0 || running.size > 0) {
    const next = running.size < 2 ? waiting.findIndex(isReady) : -1
    const [step] = next === -1 ? [] : waiting.splice(next, 1)
    if (step === undefined) {
      await Promise.race(running)
      continue
    }
    const run = runStep(step, results).then((result) => {
      results.set(step.name, result)
      running.delete(run)
    })
    running.add(run)
  }
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
    `unknown step ${unknown.join(', ')}; the steps are ${steps.map(({ name }) => name).join(', ')}`,
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
