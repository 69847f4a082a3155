import { readOptions, type TalkOptions } from './options.ts'

const options = (args: readonly string[], env = {}): TalkOptions => {
  const line = readOptions(args, env)
  if (line.type !== 'call') throw new Error(JSON.stringify(line))
  return line.options
}

const sentence = (args: readonly string[], env = {}): string => {
  const line = readOptions(args, env)
  return line.type === 'invalid' ? line.sentence : JSON.stringify(line)
}

const key = { VATEL_API_KEY: 'vk_1' }

describe('readOptions', () => {
  it('calls the simulator with the recording by default', () => {
    expect(options([])).toEqual({
      callee: { type: 'simulator' },
      sound: { type: 'file' },
      out: '.',
      plain: false,
    })
  })

  it('reads scenario, input, folder and plain', () => {
    expect(options(['--scenario', 's.json', '--input=u.wav', '--out', 'kept', '--plain'])).toEqual({
      callee: { type: 'simulator', scenario: 's.json' },
      sound: { type: 'file', input: 'u.wav' },
      out: 'kept',
      plain: true,
    })
  })

  it('calls an agent of the platform with the key of the environment', () => {
    const baseUrl = 'http://127.0.0.1:8080'
    expect(options(['--agent-id', 'a1', '--base-url', baseUrl], key).callee).toEqual({
      type: 'platform',
      agentId: 'a1',
      apiKey: 'vk_1',
      baseUrl,
    })
    expect(options(['--agent-id', 'a1'], key).callee).not.toHaveProperty('baseUrl')
  })

  it('uses the devices with --live', () => {
    expect(options(['--live']).sound).toEqual({ type: 'devices' })
  })

  it.each([['--help'], ['-h'], ['--live', '--input', 'x.wav', '--help']])(
    'answers %s with the help',
    (...args) => {
      expect(readOptions(args, {})).toEqual({ type: 'help' })
    },
  )

  it.each([
    [['--agent-id', 'a1'], {}, /^VATEL_API_KEY is not set/],
    [['--agent-id', 'a1'], { VATEL_API_KEY: ' \n' }, /^VATEL_API_KEY is not set/],
    [['--agent-id', ''], key, /^--agent-id is empty/],
    [['--base-url', 'http://x'], key, /^--base-url is for the real platform/],
    [['--agent-id', 'a1', '--base-url', 'platform'], key, /^--base-url is no http or https URL/],
    [['--agent-id', 'a1', '--base-url', 'ws://x'], key, /^--base-url is no http or https URL/],
    [['--agent-id', 'a1', '--scenario', 's.json'], key, /^--scenario is for the simulator/],
    [['--live', '--input', 'x.wav'], {}, /^--live and --input exclude each other/],
    [['--out', ''], {}, /^--out is empty/],
    [['--loud'], {}, /^Unknown option '--loud'.*: --help lists the options$/],
    [['--input'], {}, /^Option '--input <value>' argument missing: --help lists the options$/],
    [['file.wav'], {}, /^Unexpected argument 'file.wav'.*: --help lists the options$/],
  ])('rejects %j in one sentence', (args, env, expected) => {
    expect(sentence(args, env)).toMatch(expected)
    expect(sentence(args, env)).not.toContain('\n')
  })

  it('never prints the key', () => {
    expect(sentence(['--agent-id', 'a1', '--base-url', 'no'], { VATEL_API_KEY: 'vk_secret' })).not.toContain(
      'vk_secret',
    )
  })
})
