import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(__dirname, '../..')

const runLeaks = () => {
  const config = {
    rootDir: join(__dirname, 'leaky'),
    testMatch: ['**/leaks.cjs'],
    testEnvironment: join(__dirname, 'strict-environment.mjs'),
    waitForUnhandledRejections: true,
  }
  const jest = join(root, 'node_modules/jest/bin/jest.js')
  const { stdout } = spawnSync(process.execPath, [jest, '--json', '--config', JSON.stringify(config)], {
    encoding: 'utf8',
  })
  const { testResults } = JSON.parse(stdout) as {
    readonly testResults: readonly {
      readonly assertionResults: readonly { readonly title: string; readonly status: string }[]
    }[]
  }
  return testResults.flatMap(({ assertionResults }) =>
    assertionResults.map(({ title, status }) => `${title}: ${status}`),
  )
}

describe('test environment', () => {
  it('fails tests that leak listeners or leave a rejection unhandled, and no others', () => {
    expect(runLeaks()).toEqual([
      'leaks listeners of an emitter: failed',
      'leaks listeners of a signal: failed',
      'leaves a rejection to nobody: failed',
      'is clean: passed',
    ])
  })
})
