import { EventEmitter } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Writable } from 'node:stream'
import { formatLogEntry } from './log-entry.ts'
import { helpText, processTerminal, runCommand } from './command.ts'

const run = async (args: readonly string[], visit?: (line: string) => Promise<void>, isColoured = false) => {
  const printed: string[] = []
  const errors: string[] = []
  const code = await runCommand(args, {
    print: (line) => printed.push(line),
    printError: (line) => errors.push(line),
    isColoured,
    untilStopped: async () => visit?.(printed[0] ?? ''),
  })
  return { code, printed, errors }
}

const visit = async (line: string): Promise<void> => {
  await fetch(`${/baseUrl: '([^']+)'/.exec(line)?.[1] ?? ''}/v1/agents`)
}

describe('vatel-simulator', () => {
  it('prints its help', async () => {
    expect(await run(['--help'])).toEqual({ code: 0, printed: [helpText], errors: [] })
  })

  it('prints a line that can be copied into a client, and logs what crosses the wire', async () => {
    let status = 0
    const { code, printed } = await run(['--port', '0', '--log'], async (line) => {
      const [, apiKey, baseUrl, agentId] =
        /^const client = createClient\({ apiKey: '(.+)', baseUrl: '(.+)' }\) \/\/ agent_id: '(.+)'$/.exec(
          line,
        ) ?? []
      const response = await fetch(`${baseUrl}/v1/agents/${agentId}`, {
        headers: { authorization: `Bearer ${apiKey}` },
      })
      status = response.status
    })
    expect(code).toBe(0)
    expect(status).toBe(200)
    expect(JSON.parse(printed[4] ?? '')).toMatchObject({ type: 'request', method: 'GET', status: 200 })
  })

  it('prints the variables of an environment file', async () => {
    const { printed } = await run(['--port', '0'])
    const [, apiKey, baseUrl, agentId] =
      /apiKey: '(.+)', baseUrl: '(.+)' .+ '(.+)'$/.exec(printed[0] ?? '') ?? []
    expect(printed.slice(1)).toEqual([
      `VATEL_API_KEY=${apiKey}`,
      `VATEL_AGENT_ID=${agentId}`,
      `VATEL_BASE_URL=${baseUrl}`,
    ])
  })

  it.each([
    [['--port', 'x'], '--port: expected a whole number from 0 to 65535, got "x"'],
    [['--seed', '-1'], "Option '--seed' argument is ambiguous: --help lists the options"],
    [['--prot', '1'], "Unknown option '--prot': --help lists the options"],
    [
      ['--faults', 'nowhere.json'],
      '--faults: expected JSON, a file that holds it, or "random", got "nowhere.json"',
    ],
    [['--faults', '{'], '--faults: line 1, column 2: expected a field name in quotes or "}", got the end'],
    [['--faults', 'package.json'], /^package\.json: name: unknown field; expected one of lateAudio, /],
    [['--scenario', 'LICENSE'], 'LICENSE: line 1, column 1: expected a value, got "MIT License"'],
    [['--replay', 'nowhere.ndjson'], 'nowhere.ndjson: cannot be read; expected a recorded call as NDJSON'],
    [['--replay', 'LICENSE'], 'LICENSE: line 1, column 1: expected a value, got "MIT License"'],
    [
      ['--replay', 'packages/simulator/tsconfig.json'],
      /^packages\/simulator\/tsconfig\.json: line 1, column 2: expected a field name in quotes or "}", got the end$/,
    ],
    [['--faults', '{"lateAudio":0.5}'], '--faults: lateAudio: expected a whole number from 0 on, got 0.5'],
    [
      ['--scenario', 'nowhere.json'],
      'nowhere.json: cannot be read; expected a JSON file, or city-guide, bistro, front-desk, help-line, railway, clinic',
    ],
    [['--scenario', 'package.json'], 'package.json: agent: expected an object, got nothing'],
  ])('answers %j with one line and code 2', async (args, line) => {
    const { code, printed, errors } = await run(['--port', '0', ...args])
    expect(code).toBe(2)
    expect(printed).toEqual([])
    expect(errors).toEqual([typeof line === 'string' ? line : expect.stringMatching(line)])
  })

  it.each([
    ['--scenario', '%'],
    ['--replay', '%'],
    ['--faults', '%'],
    ['--faults', '{"%":1}'],
    ['--faults', '{"lateAudio":"%"}'],
    ['--port', '%'],
    ['--seed', '%'],
    ['--%'],
    ['%'],
  ])('escapes what a terminal would obey in the error about %j %j', async (...args) => {
    const obeyed = '\u009b31m\u202e\u2066\u0085'
    const { code, printed, errors } = await run(args.map((arg) => arg.replace('%', obeyed)))
    expect([code, printed]).toEqual([2, []])
    expect(errors.join('')).toContain('\\u009b31m\\u202e\\u2066\\u0085')
    expect(errors.join('')).not.toMatch(/[^ -~]/)
  })

  it('prints colours only where they are wanted', async () => {
    const escape = String.fromCharCode(27)
    for (const isColoured of [true, false]) {
      const { printed } = await run(['--port', '0', '--log'], visit, isColoured)
      const { errors } = await run(['--port', 'x'], undefined, isColoured)
      for (const line of [...printed, ...errors]) expect(line.includes(escape)).toBe(isColoured)
    }
  })

  it('generates faults by the seed', async () => {
    const { code, printed } = await run(['--port', '0', '--faults', 'random', '--seed', '3'])
    expect(code).toBe(0)
    expect(printed).toHaveLength(4)
  })

  it('plays a scenario of the package by its name', async () => {
    const { printed } = await run(['--port', '0', '--scenario', 'bistro'])
    expect(printed[0]).toContain('0a11ce00-c17e-4a1d-9a1e-000000000002')
  })

  it('reports a port that is in use', async () => {
    const other = createServer()
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', () => resolve()))
    const { port } = other.address() as AddressInfo
    const { code, errors } = await run(['--port', `${port}`])
    await new Promise((resolve) => other.close(resolve))
    expect(code).toBe(2)
    expect(errors[0]).toBe(`--port: ${port} is already in use: choose another port, or 0 for any free one`)
  })
})

/** A stream whose reader is gone. */
const closedPipe = () =>
  new Writable({
    write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
  })

describe('processTerminal', () => {
  it('stops the command quietly when the reader of its output is gone', async () => {
    const stdout = closedPipe() as unknown as NodeJS.WriteStream
    const stderr = closedPipe() as unknown as NodeJS.WriteStream
    const host = Object.assign(new EventEmitter(), { stdout, stderr, env: {} })
    expect(await runCommand(['--port', '0', '--log'], processTerminal(host))).toBe(0)
  })
})

describe('formatLogEntry', () => {
  it('escapes what a terminal would obey', () => {
    const text = 'a\u001b]52;c;eA==\u0007\u009b2J\u202eb'
    const line = formatLogEntry({ type: 'message', atMs: 1, callId: 'c', direction: 'in', text })
    expect(line).toContain('a\\u001b]52;c;eA==\\u0007\\u009b2J\\u202eb')
    expect((JSON.parse(line) as { readonly text: string }).text).toBe(text)
  })
})
