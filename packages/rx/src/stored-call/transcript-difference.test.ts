import fc from 'fast-check'
import type { ComparedLine } from './transcript-difference.ts'
import { transcriptDifference } from './transcript-difference.ts'
import { initialTranscript, reduceTranscript } from '@vatel/core'
import { serverMessages } from '../testing/server-messages.ts'
import { seenLines, storedLines } from '../stored-call/transcript-difference.ts'

const user = (text: string): ComparedLine => ({ who: 'user', text })
const agent = (text: string, id = text): ComparedLine => ({ who: 'agent', text, id })
const nothing = { changed: [], unseen: [], unstored: [] }

const line: fc.Arbitrary<ComparedLine> = fc
  .tuple(fc.constantFrom('user', 'agent', 'tool'), fc.constantFrom('a', 'b', 'c'))
  .map(([who, text]) => (who === 'user' ? user(text) : { who, text, id: text }))

describe('transcriptDifference', () => {
  it('finds no difference between a conversation and itself', () => {
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        expect(transcriptDifference(lines, lines)).toEqual(nothing)
      }),
    )
  })

  it('accounts for every line of both sides', () => {
    fc.assert(
      fc.property(fc.array(line), fc.array(line), (seen, stored) => {
        const { changed, unseen, unstored } = transcriptDifference(seen, stored)
        const same = seen.length - unstored.length - changed.length
        expect(stored.length - unseen.length - changed.length).toBe(same)
        for (const pair of changed) expect(pair.seen.who).toBe(pair.stored.who)
      }),
    )
  })

  it('ignores punctuation, case and spaces', () => {
    expect(transcriptDifference([user('hi  ada')], [user('Hi, Ada!')])).toEqual(nothing)
  })

  it('tells words apart that differ in their vowel signs', () => {
    expect(transcriptDifference([user('की')], [user('का')]).changed).toHaveLength(1)
  })

  it('reports unseen and unstored lines', () => {
    const seen = [agent('Hello'), user('one'), agent('two')]
    const stored = [agent('Hello'), agent('two'), user('three')]
    expect(transcriptDifference(seen, stored)).toEqual({
      ...nothing,
      unstored: [user('one')],
      unseen: [user('three')],
    })
  })

  it('reports a turn with different texts as changed', () => {
    const [seen, stored] = [agent('With pleas', '7'), agent('With pleasure.', '7')]
    expect(transcriptDifference([seen], [user('x'), stored])).toEqual({
      ...nothing,
      changed: [{ seen, stored }],
      unseen: [user('x')],
    })
  })

  it('reports an utterance with different texts between the same lines as changed', () => {
    const [seen, stored] = [user('two'), user('to')]
    const around = [agent('Hello'), agent('Bye')] as const
    expect(transcriptDifference([around[0], seen, around[1]], [around[0], stored, around[1]])).toEqual({
      ...nothing,
      changed: [{ seen, stored }],
    })
  })
})

describe('seenLines', () => {
  it('returns the lines, tools with their outputs, without unrecognised speech', () => {
    const seen = [
      serverMessages.text('1', 'Hello'),
      serverMessages.user('the time'),
      serverMessages.toolCall('t1', 'clock'),
      { type: 'tool_call_output', data: { toolCallId: 't1', output: 'noon' } } as const,
      serverMessages.toolCall('t2', 'clock'),
      serverMessages.speechStarted(),
    ].reduce(reduceTranscript, initialTranscript)
    expect(seenLines(seen)).toEqual([
      { who: 'agent', text: 'Hello', id: '1' },
      { who: 'user', text: 'the time' },
      { who: 'tool', text: 'noon', id: 't1' },
      { who: 'tool', text: '', id: 't2' },
    ])
  })
})

describe('storedLines', () => {
  it('puts an output from an entry of its own into its tool call, by id or in order', () => {
    const entries = [
      { type: 'message', role: 'system', message: 'You are Ada' },
      { type: 'message', role: 'assistant', message: 'Hello', turnId: '1' },
      { type: 'message', role: 'user', message: 'the time' },
      { type: 'tool_call', toolCall: { callId: 't1', toolName: 'clock' } },
      { type: 'tool_call', toolCall: { callId: 't2', toolName: 'clock' } },
      { type: 'tool_call_output', toolCallOutput: 'sunny', toolCall: { callId: 't2' } },
      { type: 'tool_call_output', toolCallOutput: 'noon' },
      { type: 'tool_call', toolCall: { output: 'rain' } },
      { type: 'interruption' },
    ]
    expect(storedLines({ transcript: { entries } })).toEqual([
      { who: 'agent', text: 'Hello', id: '1' },
      { who: 'user', text: 'the time' },
      { who: 'tool', text: 'noon', id: 't1' },
      { who: 'tool', text: 'sunny', id: 't2' },
      { who: 'tool', text: 'rain' },
    ])
  })

  it('returns no lines when nothing is stored', () => {
    expect(storedLines({})).toEqual([])
  })
})
