import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(__dirname, '../../..')

/** Vite does not load in jest, so a child process measures the bundle. */
const program = `
  import { bundleSize } from './scripts/workspace/bundle-size.mjs'
  const where = {
    folder: process.cwd() + '/packages/machine',
    alias: {
      '#environment': process.cwd() + '/packages/core/src/environment/browser.ts',
      '@vatel/core': process.cwd() + '/packages/core/src/index.ts',
      '@vatel/machine': process.cwd() + '/packages/machine/src/index.ts',
    },
  }
  const core = "export * from '@vatel/core'\\n"
  const alone = await bundleSize(core, where)
  const together = await bundleSize(core + "export { callMachine } from '@vatel/machine'", where)
  console.log(together - alone)`

describe('callMachine in a browser bundle', () => {
  it('adds at most 18.5 kB to core, min+gz and with XState', () => {
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, NODE_ENV: 'production' },
    })
    expect(stderr).toBe('')
    const bytes = Number(stdout)
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThanOrEqual(18_500)
  })
})
