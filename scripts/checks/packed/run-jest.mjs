import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { runTool } from '../../workspace/tool.mjs'

/** @typedef {import('./consumers.mjs').Consumer} Consumer */
/** @typedef {import('../outcome.mjs').Check} Check */

/** @param {readonly string[]} uses */
const testOf = (uses) =>
  uses
    .map(
      (use) => `it('${use}', async () => expect(await require('./${use}.cjs').use()).toBe('ok'), 60_000)\n`,
    )
    .join('')

/**
 * Runs the programs of the consumers as tests of a jest project without configuration.
 * @param {readonly Consumer[]} consumers
 * @returns {Promise<readonly Check[]>}
 */
export const testConsumers = async (consumers) => {
  const home = dirname(consumers[0]?.folder ?? '')
  for (const { folder, uses } of consumers) await writeFile(join(folder, 'uses.test.cjs'), testOf(uses))
  const { stdout, output } = await runTool('jest', ['--ci', '--json', `--rootDir=${home}`], {
    cwd: home,
  })
  if (!stdout.startsWith('{')) return [{ name: 'a jest project', fault: output }]
  /** @type {{ testResults: { name: string, status: string, message: string }[] }} */
  const { testResults } = JSON.parse(stdout)
  return consumers.map(({ name, folder }) => {
    const result = testResults.find((each) => each.name.includes(join(folder, 'uses.test.cjs')))
    const fault = result === undefined ? `no test ran\n${output}` : result.message
    return { name: `${name}: a jest project`, fault: result?.status === 'passed' ? undefined : fault }
  })
}
