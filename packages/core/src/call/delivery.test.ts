import type { ServerMessage } from '../protocol/messages.ts'
import { createCall } from './call-model.ts'
import { noteReceived, stepCall } from './engine.ts'
import { offerOutput, reportDelivery } from './uplink.ts'

const audio = (turn_id: string, is_final = false): ServerMessage => ({
  type: 'response_audio',
  data: { turn_id, audio: '', is_final },
})
const words = (turn_id: string): ServerMessage => ({
  type: 'response_text',
  data: { turn_id, text: 'so', is_final: true },
})
const asks = (toolCallId: string): ServerMessage => ({
  type: 'tool_call',
  data: { toolCallId, toolName: 'look', arguments: [] },
})
const line = { bufferedBytes: 0, isWritable: true }

/** A call whose session has started. */
const setUp = () => {
  const setup = { token: 'token', lineReading: line }
  const call = createCall(setup, 0)
  call.hasStarted = true
  return {
    call,
    report: (nowMs = 0) => reportDelivery(call, nowMs),
    answer: (toolCallId: string) => offerOutput(call, { toolCallId, output: 'done' }),
  }
}

describe('delivery', () => {
  it('counts the silence from the last sign of life', () => {
    const { call, report } = setUp()
    call.heardAtMs = 300
    expect(report(1_000).silentMs).toBe(700)
  })

  it('names the turn whose audio is not complete', () => {
    const { call, report } = setUp()
    noteReceived(call, audio('t1'))
    expect(report().incompleteTurnId).toBe('t1')
    noteReceived(call, audio('t1', true))
    expect(report()).not.toHaveProperty('incompleteTurnId')
    noteReceived(call, audio('t2'))
    noteReceived(call, { type: 'interruption', data: {} })
    expect(report()).not.toHaveProperty('incompleteTurnId')
  })

  it('names no turn after which the user has spoken to the end, until more of it comes', () => {
    const { call, report } = setUp()
    const said = (isFinal: boolean) =>
      noteReceived(call, { type: 'input_audio_transcript', data: { transcript: 'Yes', is_final: isFinal } })
    noteReceived(call, audio('t1'))
    said(false)
    expect(report().incompleteTurnId).toBe('t1')
    said(true)
    expect(report()).not.toHaveProperty('incompleteTurnId')
    noteReceived(call, audio('t1'))
    expect(report().incompleteTurnId).toBe('t1')
  })

  it('takes a turn that begins after an output, and no late chunk of an old one, as a sign that it was read', () => {
    const { call, report, answer } = setUp()
    noteReceived(call, words('t1'))
    noteReceived(call, words('t2'))
    noteReceived(call, asks('7'))
    expect(report().unansweredToolCalls).toEqual(['7'])
    answer('7')
    noteReceived(call, audio('t1'))
    noteReceived(call, words('t2'))
    expect(report()).toMatchObject({ unansweredToolCalls: [], unconfirmedToolOutputs: ['7'] })
    noteReceived(call, words('t3'))
    expect(report().unconfirmedToolOutputs).toEqual([])
  })

  it('owes no second output for a tool call that is repeated after the first', () => {
    const { call, report, answer } = setUp()
    noteReceived(call, asks('7'))
    expect(answer('7')).toBe('sent')
    noteReceived(call, asks('7'))
    expect(answer('7')).toBe('dropped')
    expect(report().unansweredToolCalls).toEqual([])
  })

  it('reports when the agent owes an answer', () => {
    const { call, answer } = setUp()
    expect(call.isAnswerDue).toBe(false)
    noteReceived(call, { type: 'input_audio_transcript', data: { transcript: 'so', is_final: true } })
    expect(call.isAnswerDue).toBe(true)
    noteReceived(call, audio('t1'))
    expect(call.isAnswerDue).toBe(false)
    answer('7')
    expect(call.isAnswerDue).toBe(true)
    noteReceived(call, { type: 'input_audio_transcript', data: { transcript: 'so', is_final: false } })
    expect(call.isAnswerDue).toBe(false)
  })

  it('is final once the call has ended, but for the outputs that come later', () => {
    const { call, report } = setUp()
    noteReceived(call, asks('7'))
    stepCall(call, { type: 'closed', code: 1006, reason: '' }, 100)
    stepCall(call, { type: 'tool-output', toolCallId: '7', output: 'late' }, 200)
    expect(report(5_000)).toMatchObject({
      silentMs: 100,
      unansweredToolCalls: ['7'],
      orphanedToolOutputs: [{ toolCallId: '7', output: 'late' }],
    })
  })

  it('remembers no more than 10,000 tool calls of each kind, and 64 turns', () => {
    const { call, answer } = setUp()
    for (let n = 0; n < 20_000; n += 1) {
      noteReceived(call, asks(`answered ${String(n)}`))
      answer(`answered ${String(n)}`)
      noteReceived(call, asks(`open ${String(n)}`))
    }
    const { unanswered, answered, unconfirmed } = call
    expect([unanswered.size, answered.size, unconfirmed.size]).toEqual([10_000, 10_000, 10_000])
    expect(unanswered.has('open 19999')).toBe(true)
    for (let n = 0; n < 100; n += 1) noteReceived(call, words(String(n)))
    expect(call.turns.size).toBe(64)
  })
})
