import * as fc from 'fast-check'
import type { ServerMessage } from '../protocol/server-message.ts'
import { canPlay, initialPlayback, reducePlayback } from './turn-gate.ts'

const audio = (turn_id: string): ServerMessage => ({
  type: 'response_audio',
  data: { turn_id, audio: '', is_final: false },
})
const said = (turn_id: string): ServerMessage => ({
  type: 'response_text',
  data: { turn_id, text: 'words', is_final: true },
})
const interruption: ServerMessage = { type: 'interruption', data: {} }
const stopped: ServerMessage = { type: 'speech_stopped', data: {} }
const began = (emulated: boolean): ServerMessage => ({ type: 'speech_started', data: { emulated } })
const heard = (is_final: boolean): ServerMessage => ({
  type: 'input_audio_transcript',
  data: { transcript: 'stop', is_final },
})

const after = (...messages: readonly ServerMessage[]) => messages.reduce(reducePlayback, initialPlayback)

describe('the turn gate', () => {
  it('lets everything sound at first', () => {
    expect(canPlay(initialPlayback, 'a')).toBe(true)
    expect(canPlay(after(audio('a'), said('b')), 'a')).toBe(true)
  })

  it('silences every turn seen before an interruption, by audio or text', () => {
    const gate = after(audio('a'), said('b'), interruption)
    expect([canPlay(gate, 'a'), canPlay(gate, 'b'), canPlay(gate, 'c')]).toEqual([false, false, true])
  })

  it('keeps a late chunk of a cancelled turn silent', () => {
    expect(canPlay(after(audio('a'), interruption, audio('a'), heard(false)), 'a')).toBe(false)
  })

  it.each([
    ['speech_stopped', stopped],
    ['a final transcript', heard(true)],
  ])('lets a turn id that is used again sound after %s', (_name, end) => {
    expect(canPlay(after(audio('a'), interruption, end, audio('a')), 'a')).toBe(true)
  })

  it('is not moved by a speech start, emulated or not', () => {
    expect(canPlay(after(audio('a'), began(true), began(false)), 'a')).toBe(true)
  })

  it('goes through JSON', () => {
    const gate = after(audio('a'), interruption)
    expect(JSON.parse(JSON.stringify(gate))).toEqual(gate)
  })

  it('never lets a turn sound between its interruption and the end of the user’s speech', () => {
    const turn = fc.constantFrom('a', 'b', 'c')
    const noise = fc.oneof(
      turn.map(audio),
      turn.map(said),
      fc.constant(heard(false)),
      fc.boolean().map(began),
    )
    fc.assert(
      fc.property(fc.array(noise), fc.array(noise), (before, later) => {
        const cancelled = after(...before, interruption).cancelled
        const gate = after(...before, interruption, ...later)
        expect(cancelled.some((id) => canPlay(gate, id))).toBe(false)
      }),
    )
  })
})
