import type { ServerMessage } from '../protocol/messages.ts'
import {
  closeDelivery,
  createDelivery,
  noteAnswered,
  noteOutputSent,
  noteReceived,
  reportDelivery,
} from './delivery.ts'
import { closeUplink, createUplink, offerOutput } from './uplink.ts'

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
const line = { bufferedBytes: 0, receivedBytes: 0, isOpen: true }

const setUp = () => {
  const delivery = createDelivery(0)
  const uplink = createUplink()
  return { delivery, uplink, report: (nowMs = 0) => reportDelivery(delivery, uplink, nowMs, line) }
}

describe('delivery', () => {
  it('counts the silence from the last sign of life', () => {
    const { delivery, report } = setUp()
    delivery.heardAtMs = 300
    expect(report(1_000).silentMs).toBe(700)
  })

  it('names the turn whose audio is not complete', () => {
    const { delivery, report } = setUp()
    noteReceived(delivery, audio('t1'))
    expect(report().incompleteTurnId).toBe('t1')
    noteReceived(delivery, audio('t1', true))
    expect(report()).not.toHaveProperty('incompleteTurnId')
    noteReceived(delivery, audio('t2'))
    noteReceived(delivery, { type: 'interruption', data: {} })
    expect(report()).not.toHaveProperty('incompleteTurnId')
  })

  it('takes a turn that begins after an output, and no late chunk of an old one, as a sign that it was read', () => {
    const { delivery, report } = setUp()
    noteReceived(delivery, words('t1'))
    noteReceived(delivery, words('t2'))
    noteReceived(delivery, asks('7'))
    expect(report().unansweredToolCalls).toEqual(['7'])
    noteAnswered(delivery, '7')
    noteOutputSent(delivery, '7')
    noteReceived(delivery, audio('t1'))
    noteReceived(delivery, words('t2'))
    expect(report()).toMatchObject({ unansweredToolCalls: [], unconfirmedToolOutputs: ['7'] })
    noteReceived(delivery, words('t3'))
    expect(report().unconfirmedToolOutputs).toEqual([])
  })

  it('owes no second output for a tool call that is repeated after the first', () => {
    const { delivery, report } = setUp()
    noteReceived(delivery, asks('7'))
    expect(noteAnswered(delivery, '7')).toBe(true)
    noteReceived(delivery, asks('7'))
    expect(noteAnswered(delivery, '7')).toBe(false)
    expect(report().unansweredToolCalls).toEqual([])
  })

  it('knows when the agent owes an answer', () => {
    const { delivery } = setUp()
    expect(delivery.isAnswerDue).toBe(false)
    noteReceived(delivery, { type: 'input_audio_transcript', data: { transcript: 'so', is_final: true } })
    expect(delivery.isAnswerDue).toBe(true)
    noteReceived(delivery, audio('t1'))
    expect(delivery.isAnswerDue).toBe(false)
    noteOutputSent(delivery, '7')
    expect(delivery.isAnswerDue).toBe(true)
    noteReceived(delivery, { type: 'input_audio_transcript', data: { transcript: 'so', is_final: false } })
    expect(delivery.isAnswerDue).toBe(false)
  })

  it('is final once the call has ended, but for the outputs that come later', () => {
    const { delivery, uplink, report } = setUp()
    noteReceived(delivery, asks('7'))
    closeUplink(uplink)
    closeDelivery(delivery, uplink, 100, line)
    noteAnswered(delivery, '7')
    offerOutput(uplink, { toolCallId: '7', output: 'late' }, 200, line, [])
    expect(report(5_000)).toMatchObject({
      silentMs: 100,
      unansweredToolCalls: ['7'],
      orphanedToolOutputs: [{ toolCallId: '7', output: 'late' }],
    })
  })

  it('remembers no more than 10,000 tool calls of each kind, and 64 turns', () => {
    const { delivery } = setUp()
    for (let n = 0; n < 20_000; n += 1) {
      noteReceived(delivery, asks(`answered ${String(n)}`))
      noteAnswered(delivery, `answered ${String(n)}`)
      noteReceived(delivery, asks(`open ${String(n)}`))
      noteOutputSent(delivery, String(n))
    }
    const { unanswered, answered, unconfirmed } = delivery
    expect([unanswered.size, answered.size, unconfirmed.size]).toEqual([10_000, 10_000, 10_000])
    expect(unanswered.has('open 19999')).toBe(true)
    for (let n = 0; n < 100; n += 1) noteReceived(delivery, words(String(n)))
    expect(delivery.turns.size).toBe(64)
  })
})
