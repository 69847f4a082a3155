import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTool } from '../workspace/tool.mjs'
import { together } from './outcome.mjs'

/**
 * Tests of sound that is played and heard in real time, as patterns of paths. A machine that is busy with other tests
 * starves the sound, so each of these groups runs by itself, after all the others.
 */
const inRealTime = [
  ['test/browser/minute/'],
  ['packages/audio/src/web/.*\\.browser\\.test', 'examples/voice-ui/test'],
  ['examples/talk/src/command\\.test'],
]

/**
 * @param {string} file
 * @returns {Promise<{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numRuntimeErrorTestSuites: number } | undefined>}
 */
const reportIn = async (file) => {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

/** @param {readonly string[]} args @returns {Promise<import('./outcome.mjs').Outcome>} */
const runJest = async (args) => {
  const folder = await mkdtemp(join(tmpdir(), 'vatel-jest-'))
  const file = join(folder, 'report.json')
  const { code } = await runTool(
    'jest',
    ['--ci', '--maxWorkers=100%', '--json', `--outputFile=${file}`, ...args],
    {
      show: true,
      env: { NODE_OPTIONS: `${process.env['NODE_OPTIONS'] ?? ''} --unhandled-rejections=strict`.trim() },
    },
  )
  const report = await reportIn(file)
  await rm(folder, { recursive: true })
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

/** @type {import('./outcome.mjs').Run} */
export const check = async () => {
  const others = await runJest(['--testPathIgnorePatterns', '/node_modules/', ...inRealTime.flat()])
  const outcomes = [others]
  for (const group of inRealTime) outcomes.push(await runJest(['--testPathPatterns', ...group]))
  return together(outcomes)
}
