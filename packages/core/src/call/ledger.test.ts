import { createClock } from '@sinonjs/fake-timers'
import type { ServerMessage } from '../protocol/server-message.ts'
import { createLedger } from './ledger.ts'

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
const output = (toolCallId: string) =>
  ({ type: 'tool_call_output', data: { toolCallId, output: '' } }) as const

describe('the ledger', () => {
  it('counts the silence from the last sign of life', () => {
    const clock = createClock()
    const ledger = createLedger(clock)
    clock.tick(300)
    ledger.heard(clock.now)
    clock.tick(700)
    expect(ledger.read().silentMs).toBe(700)
  })

  it('names the turn whose audio is not complete', () => {
    const ledger = createLedger(createClock())
    ledger.received(audio('t1'))
    expect(ledger.read().incompleteTurnId).toBe('t1')
    ledger.received(audio('t1', true))
    expect(ledger.read()).not.toHaveProperty('incompleteTurnId')
    ledger.received(audio('t2'))
    ledger.received({ type: 'interruption', data: {} })
    expect(ledger.read()).not.toHaveProperty('incompleteTurnId')
  })

  it('takes a turn that begins after an output, and no late chunk of an old one, for a sign that it was read', () => {
    const ledger = createLedger(createClock())
    ledger.received(words('t1'))
    ledger.received(words('t2'))
    ledger.received(asks('7'))
    expect(ledger.read().unansweredToolCalls).toEqual(['7'])
    ledger.answered('7')
    ledger.sent(output('7'))
    ledger.received(audio('t1'))
    ledger.received(words('t2'))
    expect(ledger.read()).toMatchObject({ unansweredToolCalls: [], unconfirmedToolOutputs: ['7'] })
    ledger.received(words('t3'))
    expect(ledger.read().unconfirmedToolOutputs).toEqual([])
  })

  it('owes no second output for a tool call that is repeated after the first', () => {
    const ledger = createLedger(createClock())
    ledger.received(asks('7'))
    expect(ledger.answered('7')).toBe(true)
    ledger.received(asks('7'))
    expect(ledger.answered('7')).toBe(false)
    expect(ledger.read().unansweredToolCalls).toEqual([])
  })

  it('knows when the agent owes an answer', () => {
    const ledger = createLedger(createClock())
    expect(ledger.isAnswerDue).toBe(false)
    ledger.received({ type: 'input_audio_transcript', data: { transcript: 'so', is_final: true } })
    expect(ledger.isAnswerDue).toBe(true)
    ledger.received(audio('t1'))
    expect(ledger.isAnswerDue).toBe(false)
    ledger.sent(output('7'))
    expect(ledger.isAnswerDue).toBe(true)
    ledger.received({ type: 'input_audio_transcript', data: { transcript: 'so', is_final: false } })
    expect(ledger.isAnswerDue).toBe(false)
  })

  it('counts messages that are not as documented', () => {
    const ledger = createLedger(createClock())
    ledger.receivedInvalid()
    expect(ledger.read().invalidMessages).toBe(1)
  })
})
