import { readOptions } from './options.ts'

const key = { VATEL_API_KEY: ' vk_1 ' }

describe('readOptions', () => {
  it('calls the simulator where there is no key', () => {
    expect(readOptions([], {})).toEqual({ type: 'serve', destination: { type: 'simulator' } })
    expect(readOptions(['--scenario', 'my.json', '--port', '8080'], { VATEL_API_KEY: '' })).toEqual({
      type: 'serve',
      destination: { type: 'simulator', scenario: 'my.json' },
      port: 8080,
    })
  })

  it('calls the platform where there is one', () => {
    expect(readOptions(['--agent-id', 'a', '--base-url', 'https://x.test'], key)).toEqual({
      type: 'serve',
      destination: { type: 'platform', apiKey: 'vk_1', agentId: 'a', baseUrl: 'https://x.test' },
    })
  })

  it.each([
    [['--help'], {}],
    [['-h'], key],
  ])('knows a question: %j', (args, env) => {
    expect(readOptions(args, env)).toEqual({ type: 'help' })
  })

  it.each([
    [['--port', 'x'], {}, '--port is x: give a number from 0 to 65535'],
    [['--port', '70000'], {}, '--port is 70000: give a number from 0 to 65535'],
    [['--agent-id', 'a'], {}, 'VATEL_API_KEY is not set'],
    [['--scenario', 'my.json'], key, '--scenario is for the simulator'],
    [['--pot', '1'], {}, "Unknown option '--pot': --help lists the options"],
  ])('says what is wrong with %j', (args, env, sentence) => {
    const line = readOptions(args, env)
    expect(line.type).toBe('wrong')
    expect(line.type === 'wrong' && line.sentence).toContain(sentence)
  })
})
