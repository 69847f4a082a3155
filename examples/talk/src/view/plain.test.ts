import { agentEntry } from '../testing/agent-entry.ts'
import type { CallModel } from './model.ts'
import { plainView } from './plain.ts'

const quiet: CallModel = {
  atMs: 0,
  phase: 'connecting',
  transcript: [],
  userDbfs: -Infinity,
  agentDbfs: -Infinity,
  bufferedMs: 0,
  sentMs: 0,
  droppedMs: 0,
}

const agent = agentEntry('Hello there, how are you?', {
  heardText: 'Hello there,',
  unheardText: ' how are you?',
})

const shown = (...models: readonly Partial<CallModel>[]): readonly string[] => {
  const lines: string[] = []
  const view = plainView((text) => lines.push(text))
  for (const model of models) view.show({ ...quiet, ...model })
  return lines.filter((line) => !line.includes('connecting'))
}

describe('plainView', () => {
  it('prints a line for each change of phase', () => {
    expect(
      shown({}, { atMs: 50 }, { atMs: 120, phase: 'listening' }, { atMs: 150, phase: 'listening' }),
    ).toEqual(['  0.12 s  phase   listening'])
  })

  it("prints the user's text when it is final, once, although entries before it come and go", () => {
    const said = { who: 'user', text: 'Hi.', final: true } as const
    const empty = { who: 'user', text: '', final: false } as const
    const more = { who: 'user', text: 'Bye.', final: true } as const
    const lines = shown(
      { transcript: [empty] },
      { transcript: [{ ...said, final: false }] },
      { transcript: [said] },
      { transcript: [said, empty] },
      { transcript: [said, more] },
    )
    expect(lines).toEqual(['  0.00 s  user    Hi.', '  0.00 s  user    Bye.'])
  })

  it("prints the agent's text when all of it was heard", () => {
    const heard = { ...agent, heardText: agent.text, unheardText: '' }
    const lines = shown(
      { phase: 'agentSpeaking', transcript: [agent] },
      { phase: 'agentSpeaking', transcript: [heard] },
      { phase: 'listening', transcript: [heard], atMs: 3_000 },
    )
    expect(lines).toEqual([
      '  0.00 s  phase   agent speaking',
      '  3.00 s  agent   Hello there, how are you?',
      '  3.00 s  phase   listening',
    ])
  })

  it('marks the unheard part of an interrupted turn', () => {
    const interrupted = { ...agent, interrupted: true }
    const lines = shown({ transcript: [interrupted] }, { transcript: [{ ...interrupted, closed: true }] })
    expect(lines).toEqual(['  0.00 s  agent   Hello there, [not heard: how are you?]'])
  })

  it('prints the rest at the end of the call', () => {
    const lines = shown({ transcript: [agent] }, { transcript: [agent], phase: 'ended' })
    expect(lines).toEqual([
      '  0.00 s  agent   Hello there, [not heard: how are you?]',
      '  0.00 s  phase   ended',
    ])
  })

  it('prints a tool call with its arguments, and its output when it exists', () => {
    const call = {
      who: 'tool',
      toolCallId: 'c1',
      toolName: 'get_weather',
      arguments: [
        { name: 'city', value: 'Paris' },
        { name: 'days', value: 2 },
      ],
    } as const
    const lines = shown({ transcript: [call] }, { atMs: 250, transcript: [{ ...call, output: 'sunny' }] })
    expect(lines).toEqual([
      '  0.00 s  tool    get_weather(city: Paris, days: 2)',
      '  0.25 s  tool    get_weather gave sunny',
    ])
  })

  it('prints levels and buffer every two seconds while something is audible', () => {
    const lines = shown(
      {},
      { atMs: 100, userDbfs: -20.4 },
      { atMs: 1_900, userDbfs: -20 },
      { atMs: 2_100, agentDbfs: -31, bufferedMs: 1_240 },
    )
    expect(lines).toEqual([
      '  0.10 s  level   user -20 dBFS, agent silent, 0.0 s in the playback buffer',
      '  2.10 s  level   user silent, agent -31 dBFS, 1.2 s in the playback buffer',
    ])
  })

  it('prints the report as lines', () => {
    const lines: string[] = []
    plainView((text) => lines.push(text)).finish({
      turns: [{ said: 'Hello.', firstByte: '350 ms', firstSound: '390 ms' }],
      facts: [{ name: 'end', value: 'hung up here' }],
    })
    expect(lines).toEqual([
      'answer "Hello.": first byte after 350 ms, first sound after 390 ms',
      'end: hung up here',
    ])
  })

  it('escapes control characters of everything from outside', () => {
    const hostile = '\u001b]52;c;eA==\u0007\u202e'
    const lines: string[] = []
    const view = plainView((text) => lines.push(text))
    view.note(`refused: ${hostile}`)
    view.show({
      ...quiet,
      phase: 'ended',
      transcript: [
        { who: 'user', text: hostile, final: true },
        { ...agent, heardText: hostile, unheardText: hostile },
        {
          who: 'tool',
          toolCallId: 'c1',
          toolName: hostile,
          arguments: [{ name: hostile, value: hostile }],
          output: hostile,
        },
      ],
    })
    view.finish({
      turns: [{ said: hostile, firstByte: '1 ms', firstSound: '1 ms' }],
      facts: [{ name: 'end', value: `connection lost (1006, ${hostile})` }],
    })
    expect(lines.join('')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/)
    expect(lines[0]).toBe('refused: \\u001b]52;c;eA==\\u0007\\u202e')
  })
})
