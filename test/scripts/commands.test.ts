import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { help } from '../../examples/talk/src/help.ts'

const run = (script: string, ...args: readonly string[]) =>
  spawnSync(process.execPath, [join(__dirname, '../../scripts', script), ...args], { encoding: 'utf8' })

describe('commands at the root', () => {
  it('print the help of the demo without an installation or a build', () => {
    expect(run('demo.mjs', '--help')).toMatchObject({ status: 0, stdout: help, stderr: '' })
  })

  it('list the steps of npm test', () => {
    const { status, stdout } = run('test.mjs', '--help')
    expect(status).toBe(0)
    expect(stdout).toMatch(/install .* build .* lint .* types .* format .* jest .* packed /s)
  })

  it('reject an unknown step', () => {
    expect(run('test.mjs', '--only', 'magic')).toMatchObject({
      status: 2,
      stderr: expect.stringMatching(/^unknown step magic; the steps are install, /) as string,
    })
  })

  it('print the figures of the structure and the files of each walk', () => {
    const { status, stdout } = run('structure.mjs', '--walk')
    expect(status).toBe(0)
    expect(stdout).toMatch(/^source files +\d+ +≤ 260/)
    expect(stdout).toMatch(/\none tool call, rx: \d+ files, .*\n {2}packages\/core\/src\/call\/\S+\.ts\n/)
    expect(stdout).toMatch(/\n {2}packages\/rx\/src\/\S+\.ts\n/)
  })

  it('reject an unknown benchmark', () => {
    expect(run('bench.mjs', 'magic')).toMatchObject({ status: 2, stdout: '' })
  })
})
