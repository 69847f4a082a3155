import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

// Real work on a machine that may have much else to do.
jest.setTimeout(60_000)

const script = join(__dirname, '../../test/rest/print-bundle.mjs')

describe('the bundle of a browser', () => {
  it('holds no Node module, reads no environment, and takes nothing of the builder’s along', async () => {
    const env = { ...process.env, VATEL_API_KEY: 'canary-key' }
    const { stdout } = await promisify(execFile)(process.execPath, [script], { env, maxBuffer: 10_000_000 })
    expect(stdout).toContain('createClient')
    for (const stranger of [
      /\bprocess\b/,
      /["']node:/,
      /\brequire\(/,
      /canary-key/,
      /VATEL_API_KEY/,
      /sourceMappingURL/,
    ])
      expect(stdout).not.toMatch(stranger)
  })
})
