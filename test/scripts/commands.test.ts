import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { help } from '../../examples/talk/src/help.ts'

const run = (script: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [join(__dirname, '../../scripts', script), ...args], { encoding: 'utf8' })

describe('the commands at the root', () => {
  it('print the help of the demo without installing or building', () => {
    expect(run('demo.mjs', '--help')).toMatchObject({ status: 0, stdout: help, stderr: '' })
  })

  it('name the steps of the tests', () => {
    const { status, stdout } = run('test.mjs', '--help')
    expect(status).toBe(0)
    expect(stdout).toMatch(/install .* build .* lint .* types .* format .* jest .* packed /s)
  })

  it('refuse a step that there is not', () => {
    expect(run('test.mjs', '--only', 'magic')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^no step is called magic; there are install, /) as string,
    })
  })

  it('refuse a measurement that there is not', () => {
    expect(run('bench.mjs', 'magic')).toMatchObject({ status: 2, stdout: '' })
  })
})
