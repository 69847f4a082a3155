import { readWav, rmsDbfs, writeWav } from '@vatel/audio'
import { loadScenario } from '@vatel/simulator/node'
import { existsSync } from 'node:fs'
import { readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { help } from './help.ts'
import { hasTerminal, talkInTerminal } from './testing/in-terminal.ts'
import { describeLiveCalls } from './testing/live-calls.ts'
import { largestStep, recordingOf, stretches } from './testing/measure.ts'
import { buildTalk, start, startTalk, type Ended, type Program } from './testing/talk-process.ts'
import { temporaryFolders } from './testing/temporary-folder.ts'

const newFolder = temporaryFolders()

/** Time limit of a whole call in real time, with the start of two programs. */
const wholeCallMs = 120_000

const linesOf = ({ stdout }: Ended) => stdout.split('\n').map((line) => line.replace(/^ *[\d.]+ s {2}/, ''))

const recordIn = async (folder: string) => {
  const { channels, sampleRate } = readWav(await readFile(join(folder, 'call.wav')))
  const [left = new Float32Array(0), right = new Float32Array(0)] = channels
  const log = (await readFile(join(folder, 'call.ndjson'), 'utf8')).trim().split('\n')
  return { left, right, sampleRate, log: log.map((line) => JSON.parse(line) as Record<string, unknown>) }
}

/** How to reach a platform on a port: its API key, its URL and its agent. */
type Access = readonly [apiKey: string, baseUrl: string, agentId: string]

/** Calls in real time. They begin together, and the tests that wait for them come last. */
interface Calls {
  readonly demoFolder: string
  readonly demo: Promise<Ended>
  readonly silence: Promise<Ended>
  readonly platform: Program
  readonly access: Access
  readonly elsewhere: Promise<Ended>
}

let calls: Calls

const callInSilence = async (): Promise<Ended> => {
  const folder = await newFolder()
  const input = join(folder, 'silence.wav')
  await writeFile(input, writeWav({ sampleRate: 8_000, channels: [new Float32Array(800)] }))
  return startTalk(['--input', input, '--out', folder]).ended
}

const accessTo = async (platform: Program): Promise<Access> => {
  const [, apiKey = '', baseUrl = '', agentId = ''] = await platform.says(
    /apiKey: '(.*)', baseUrl: '(.*)' .*agent_id: '(.*)'/,
  )
  return [apiKey, baseUrl, agentId]
}

const talkTo = async ([apiKey, baseUrl, agentId]: Access): Promise<Ended> => {
  const args = ['--agent-id', agentId, '--base-url', baseUrl, '--out', await newFolder()]
  return startTalk(args, { VATEL_API_KEY: apiKey }).ended
}

beforeAll(async () => {
  await buildTalk()
  const demoFolder = join(await newFolder(), 'a', 'b')
  const demo = start(process.execPath, ['scripts/demo.mjs', '--out', demoFolder]).ended
  const silence = callInSilence()
  const platform = start(process.execPath, ['packages/simulator/bin/vatel-simulator.js', '--port', '0'])
  const access = await accessTo(platform)
  calls = { demoFolder, demo, silence, platform, access, elsewhere: talkTo(access) }
}, wholeCallMs)
afterAll(async () => {
  calls.platform.kill('SIGTERM')
  await calls.platform.ended
})

describe('command', () => {
  it('prints its help', async () => {
    expect(await startTalk(['--help']).ended).toEqual({ code: 0, stdout: help, stderr: '' })
  })

  it('ends the call on Ctrl-C and keeps the files', async () => {
    const folder = await newFolder()
    const connectAgent = startTalk(['--plain', '--out', folder])
    await connectAgent.says(/agent speaking/)
    connectAgent.kill('SIGINT')
    const { code, stdout, stderr } = await connectAgent.ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(stdout).toMatch(/^end: hung up here$/m)
    const { log, left } = await recordIn(folder)
    expect(log.at(-1)).toMatchObject({ end: { type: 'hung-up' } })
    expect(left.length).toBeGreaterThan(0)
  })
})

describe('command with a closed output', () => {
  it('ends the call and keeps the files', async () => {
    const folder = await newFolder()
    const command = `"${process.execPath}" examples/talk/dist/command.js --out "${folder}" | head -n 2`
    const { stdout, stderr } = await start('sh', ['-c', command]).ended
    expect(stdout.trim().split('\n')).toHaveLength(2)
    expect(stderr).not.toContain('EPIPE')
    expect((await recordIn(folder)).log.at(-1)).toMatchObject({ end: { type: 'hung-up' } })
  })
})

const onLinux = existsSync('/dev/full') ? describe : describe.skip

onLinux('command on a full disk', () => {
  it('reports it in one line for the files of the call, and goes on', async () => {
    const folder = await newFolder()
    for (const name of ['call.wav', 'call.ndjson']) await symlink('/dev/full', join(folder, name))
    const talk = startTalk(['--plain', '--out', folder])
    await talk.says(/agent speaking/)
    talk.kill('SIGINT')
    const { code, stdout, stderr } = await talk.ended
    expect(stderr).toMatch(
      /^problem: \S+call\.wav and \S+call\.ndjson cannot be written: the disk is full\n$/,
    )
    expect(stdout).toMatch(/^end: hung up here$/m)
    expect(stdout).not.toContain('written:')
    expect(code).toBe(1)
  })

  it('reports it in one line and ends the call when the output goes to it', async () => {
    const folder = await newFolder()
    const command = `"${process.execPath}" examples/talk/dist/command.js --out "${folder}" > /dev/full`
    const { code, stderr } = await start('sh', ['-c', command]).ended
    expect(stderr).toBe('problem: the output cannot be written: the disk is full\n')
    expect(code).toBe(1)
  })
})

const inTerminal = hasTerminal ? describe : describe.skip
if (!hasTerminal)
  console.warn('not tried: the call in a terminal, because there is no script of util-linux here')

inTerminal('the command in a terminal', () => {
  it('draws in colour until Ctrl-C, then keeps report, files and cursor', async () => {
    const folder = await newFolder()
    let pressed = false
    const { code, output } = await talkInTerminal(['--out', folder], (text, press) => {
      // The text arrives before its audio.
      if (pressed || !/Hello,.*this/.test(text) || !text.includes('━')) return
      pressed = true
      press('\u0003')
    })
    expect(output).toContain('\u001b[1mvatel talk\u001b[22m')
    expect(output).toContain(' agent speaking ')
    expect(output).toMatch(/━/)
    expect(output).toMatch(/barge-in.*│ not interrupted[^]*end.*│ hung up here/)
    expect(output.lastIndexOf('\u001b[?25h')).toBeGreaterThan(output.lastIndexOf('\u001b[?25l'))
    expect((await recordIn(folder)).log.at(-1)).toMatchObject({ end: { type: 'hung-up' } })
    expect(code).toBe(0)
  })
})

interface Refusal {
  readonly what: string
  readonly args: readonly string[]
  readonly line: RegExp
  readonly env?: Readonly<Record<string, string>>
}

const refusals: readonly Refusal[] = [
  { what: 'an option that nobody knows', args: ['--loud'], line: /--loud.*--help/ },
  { what: 'a missing key', args: ['--agent-id', 'a'], line: /VATEL_API_KEY is not set/ },
  { what: 'no input', args: ['--input', 'no.wav'], line: /no\.wav cannot be read: no such file/ },
  { what: 'an input of words', args: ['--input', 'LICENSE'], line: /LICENSE is no WAV file/ },
  {
    what: 'an input that is a folder',
    args: ['--input', 'docs'],
    line: /docs cannot be read: is a folder/,
  },
  { what: 'no scenario', args: ['--scenario', 'no.json'], line: /no\.json: cannot be read/ },
  {
    what: 'a scenario of words',
    args: ['--scenario', 'LICENSE'],
    line: /LICENSE: line 1, column 1: expected a value/,
  },
  { what: 'a scenario of something else', args: ['--scenario', 'package.json'], line: /package\.json: / },
  { what: 'a folder that is a file', args: ['--out', 'LICENSE'], line: /--out LICENSE cannot be used/ },
  {
    what: 'a platform that is not there',
    args: ['--agent-id', 'a', '--base-url', 'http://127.0.0.1:9'],
    line: /cannot reach http:\/\/127\.0\.0\.1:9/,
    env: { VATEL_API_KEY: 'vk_secret' },
  },
  {
    what: 'a machine without SoX',
    args: ['--live'],
    line: /SoX is not installed.*apt-get install sox/,
    env: { PATH: '/nowhere' },
  },
]

describe('command that cannot begin', () => {
  const refuse = async ({ args, env }: Refusal): Promise<Ended> => {
    const folder = args.includes('--out') ? [] : ['--out', await newFolder()]
    return startTalk([...args, ...folder], { VATEL_API_KEY: '', ...env }).ended
  }

  it.each(refusals)(
    'says $what in one line, and ends with 2',
    async (refusal) => {
      const { code, stderr, stdout } = await refuse(refusal)
      expect(stderr).toMatch(refusal.line)
      expect(stderr).toMatch(/^[^\n]+\n$/)
      expect(stderr + stdout).not.toContain('vk_secret')
      expect(code).toBe(2)
    },
    300_000,
  )
})

describe('command with --agent-id', () => {
  it('reports a refused key', async () => {
    const { code, stderr } = await talkTo(['vk_wrong', calls.access[1], calls.access[2]])
    expect(stderr).toMatch(/^the platform refused with 401 .*: check the API key.*\n$/)
    expect(stderr).not.toContain('vk_wrong')
    expect(code).toBe(2)
  })

  it('reports an unknown agent', async () => {
    const { code, stderr } = await talkTo([
      calls.access[0],
      calls.access[1],
      '0a11ce00-c17e-4a1d-9a1e-00000000dead',
    ])
    expect(stderr).toMatch(/^the platform refused with 404 .*: check the id\n$/)
    expect(code).toBe(2)
  })

  it('runs the same call on another platform', async () => {
    const ended = await calls.elsewhere
    expect(ended).toMatchObject({ code: 0, stderr: '' })
    expect(linesOf(ended)).toContain('user    Stop, thank you, that is all, goodbye.')
    expect(linesOf(ended)).toContain('end: ended by the platform')
    expect(ended.stdout).not.toContain(calls.access[0])
  })
})

describe('command with --agent-id and a refused token', () => {
  it('reports it in one line, and exits with 2', async () => {
    const platform = start(process.execPath, [
      ...['packages/simulator/bin/vatel-simulator.js', '--port', '0'],
      ...['--faults', '{"refuse":401}'],
    ])
    const { code, stderr } = await talkTo(await accessTo(platform))
    platform.kill('SIGTERM')
    await platform.ended
    expect(stderr).toMatch(/^the platform refused with 401.*mint a new session token\n$/)
    expect(code).toBe(2)
  })
})

describe('npm run demo', () => {
  let ended: Ended

  beforeAll(async () => {
    ended = await calls.demo
  }, wholeCallMs)

  it('follows its scenario', () => {
    expect(ended.stderr).not.toContain('problem')
    expect(linesOf(ended)).toContain('The call followed its scenario.')
    expect(ended.code).toBe(0)
  })

  it('prints lines, heard and unheard text, and phases', () => {
    const lines = linesOf(ended)
    const story = lines.filter((line) => /^(phase|user|agent|tool) /.test(line))
    expect(story).toEqual([
      'phase   connecting',
      'phase   listening',
      'phase   agent speaking',
      'agent   Hello, this is Ada, your city guide. How can I help you?',
      'phase   listening',
      'user    Hi Ada, what is the weather in Paris right now?',
      'tool    get_weather(city: Paris)',
      'phase   tool running',
      'tool    get_weather gave sunny, 21 degrees in Paris',
      'phase   listening',
      'phase   agent speaking',
      'agent   It is sunny in Paris, with 21 degrees.',
      'phase   listening',
      'user    Very nice, and tell me about the museums there.',
      'phase   agent speaking',
      expect.stringMatching(/^agent {3}With pleasure\. Paris .* \[not heard: .* full of sculptures\.\]$/),
      'phase   interrupted',
      'phase   listening',
      'user    Stop, thank you, that is all, goodbye.',
      'phase   agent speaking',
      'agent   You are welcome. Enjoy Paris, and goodbye!',
      'phase   listening',
      'phase   ended',
    ])
    expect(lines.filter((line) => /^level .* in the playback buffer$/.test(line)).length).toBeGreaterThan(5)
  })

  it('prints the report at the end', () => {
    const { stdout } = ended
    expect(stdout.match(/^answer ".*": first byte after \d+ ms, first sound after \d+ ms$/gm)).toHaveLength(3)
    expect(stdout).toMatch(/^barge-in: \d+\.\d ms to silence$/m)
    expect(stdout).toMatch(/^frames sent: \d{3,}$/m)
    expect(stdout).toMatch(/^frames dropped: \d+$/m)
    expect(stdout).toMatch(/^end: ended by the platform$/m)
  })

  it('prints no colours without a terminal', () => {
    expect(ended.stdout).not.toContain('\u001b')
  })

  it('records both sides, each turn at the level of its source and without a click', async () => {
    const { right, left, sampleRate } = await recordIn(calls.demoFolder)
    const script = await loadScenario()
    expect(sampleRate).toBe(24_000)
    expect(stretches(left)).toHaveLength(3)
    const turns = stretches(right).map(([from, to]) => right.subarray(from, to))
    const lines = ['greeting', 'sunny', 'museums', 'goodbye']
    expect(turns).toHaveLength(lines.length)
    turns.forEach((turn, i) => {
      const source = recordingOf(script, lines[i] ?? '')
      expect(Math.abs(rmsDbfs(turn) - rmsDbfs(source.subarray(0, turn.length)))).toBeLessThan(1.5)
      expect(largestStep(turn)).toBeLessThan(largestStep(source) * 1.1)
    })
  })

  it('records every message with its time', async () => {
    const { log } = await recordIn(calls.demoFolder)
    expect(log[0]).toMatchObject({ record: 'vatel-call', version: 1 })
    expect(log.at(-1)).toMatchObject({ end: { type: 'session-ended' } })
    const types = new Set(log.map(({ message }) => (message as { readonly type?: string } | undefined)?.type))
    const wanted = [
      'session_started',
      'input_audio',
      'response_audio',
      'response_text',
      'tool_call',
      'interruption',
    ]
    for (const type of [...wanted, 'tool_call_output', 'session_ended']) expect(types).toContain(type)
  })
})

describe('call with a silent user', () => {
  it('ends after ten seconds, exits with 1, and reports the differences', async () => {
    const { code, stderr } = await calls.silence
    expect(code).toBe(1)
    expect(stderr).toContain('problem: the agent did not call the tool get_weather\n')
  })
})

// In this file, because it builds the command.
describeLiveCalls(newFolder)
