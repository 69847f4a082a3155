import { initialTranscript, reduceTranscript } from '@vatel/core'
import { serverMessages } from '../testing/said.ts'
import { seenLines, storedLines } from './compared-line.ts'

describe('seenLines', () => {
  it('gives who said what, tools by their output, and leaves out what was not recognised', () => {
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
  it('gives each tool its output, from its own row, by id or in order', () => {
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

  it('gives nothing where nothing is stored', () => {
    expect(storedLines({})).toEqual([])
  })
})
