import { randomInt } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root } from '../workspace/root.mjs'
import { runTool } from '../workspace/tool.mjs'

/**
 * Tests that judge sound in real time, as patterns of paths. The groups run one after the other, because they starve each
 * other's devices. A test in Chromium that waits for what it expects, and measures no sound, is one of the other tests.
 */
export const realTimeGroups = [
  ['test/browser/minute/'],
  ['packages/audio/src/web/.*\\.browser\\.test'],
  ['examples/talk/src/command\\.test'],
]

/**
 * @typedef {object} Report
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numRuntimeErrorTestSuites
 * @property {readonly { name: string, status: string, assertionResults: readonly { status: string }[] }[]} testResults
 */

/**
 * @param {string} file
 * @returns {Promise<Report | undefined>}
 */
const reportIn = async (file) => {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * The seed of generated values for both runs of a file: a second one that drew others would hide what the first has found.
 */
const seed = () => {
  const { VATEL_SEED } = process.env
  return VATEL_SEED === 'random' ? { VATEL_SEED: String(randomInt(2 ** 31)) } : {}
}

/** Runs jest. @param {readonly string[]} args @param {Readonly<Record<string, string>>} env */
const reportOf = async (args, env) => {
  const folder = await mkdtemp(join(tmpdir(), 'vatel-jest-'))
  const file = join(folder, 'report.json')
  const { code } = await runTool('jest', ['--ci', '--json', `--outputFile=${file}`, ...args], {
    show: true,
    env: {
      ...env,
      NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --unhandled-rejections=strict`.trim(),
    },
  })
  const report = await reportIn(file)
  await rm(folder, { recursive: true })
  return { code, report }
}

/** @param {{ code: number | null, report: Report | undefined }} ended @returns {import('./outcome.mjs').Outcome} */
const outcomeOf = ({ code, report }) => {
  if (report === undefined)
    return { passed: 0, failed: 1, output: `jest ended with code ${code} and no report` }
  const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = report
  const failed = numFailedTests + numRuntimeErrorTestSuites
  return {
    passed: numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    notes: numPendingTests === 0 ? [] : [`${numPendingTests} skipped`],
    output: failed === 0 && code !== 0 ? `jest ended with code ${code}` : '',
  }
}

/** More failing files than this are no accident. */
const mostAgain = 3

/** Tests of a file that passed. @param {Report['testResults'][number]} file */
const passedIn = ({ assertionResults }) => assertionResults.filter(({ status }) => status === 'passed').length

/**
 * Runs jest, and counts its tests. A file that fails runs once more by itself, without the others that it may have raced
 * with: a file that passes then is named in the result.
 *
 * @param {readonly string[]} args
 * @returns {Promise<import('./outcome.mjs').Outcome>}
 */
export const runJest = async (args) => {
  const env = seed()
  const first = await reportOf(['--maxWorkers=100%', ...args], env)
  const outcome = outcomeOf(first)
  const broken = (first.report?.testResults ?? []).filter(({ status }) => status === 'failed')
  if (outcome.failed === 0 || broken.length === 0 || broken.length > mostAgain) return outcome
  const files = broken.map(({ name }) => relative(root, name))
  console.log(`  once more by itself: ${files.join(', ')}`)
  const again = outcomeOf(await reportOf(['--runInBand', '--runTestsByPath', ...files], env))
  return {
    ...again,
    passed: outcome.passed - broken.reduce((sum, file) => sum + passedIn(file), 0) + again.passed,
    notes: [
      ...(outcome.notes ?? []),
      ...(again.failed === 0 ? [`passed only when run once more: ${files.join(', ')}`] : []),
    ],
  }
}
