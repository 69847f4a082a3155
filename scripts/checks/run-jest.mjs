import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTool } from '../workspace/tool.mjs'

/**
 * Tests in real time, as patterns of paths: sound that is played and heard, and pages in Chromium. The groups run one
 * after the other, because they starve each other's devices.
 */
export const realTimeGroups = [
  ['test/browser/minute/'],
  [
    '\\.browser\\.test',
    'chromium\\.test',
    'packages/core/test/behaviour/',
    'examples/.*-(ui|frameworks)/test/',
  ],
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

/** Runs jest, and counts its tests. @param {readonly string[]} args @returns {Promise<import('./outcome.mjs').Outcome>} */
export const runJest = async (args) => {
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
