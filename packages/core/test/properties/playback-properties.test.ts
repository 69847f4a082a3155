import * as fc from 'fast-check'
import {
  canPlay,
  initialPlayback,
  reducePlayback,
  type ServerMessage,
  type Playback,
} from '../../src/index.ts'
import { asks, audio, began, frozen, interruption, said, stopped, turnId, user } from './events.ts'

const follow = (messages: readonly ServerMessage[], from: Playback = initialPlayback) =>
  messages.reduce((gate, message) => frozen(reducePlayback(gate, message)), from)
const sounding = (gate: Playback) => ['a', 'b', 'c', 'new'].filter((id) => canPlay(gate, id))

const speech = fc.oneof(
  turnId.map((id) => audio(id, 10)),
  turnId.map((id) => said(id, 'words')),
)
/** What says nothing of who may sound. */
const noise = fc.constantFrom(began(), began(true), user('so', false), asks('1'))
const control = fc.constantFrom(interruption, stopped, user('so'))
const call = fc.array(fc.oneof(speech, noise, control), { maxLength: 40 })

describe('the playback of any history', () => {
  it('is the same when the history is replayed, from the start or from a stored state', () => {
    fc.assert(
      fc.property(call, call, (first, rest) => {
        const whole = follow([...first, ...rest])
        expect(follow([...first, ...rest])).toEqual(whole)
        expect(follow(rest, JSON.parse(JSON.stringify(follow(first))) as Playback)).toEqual(whole)
      }),
    )
  })

  it('allows exactly the turns that no interruption has cancelled since the user last finished', () => {
    fc.assert(
      fc.property(call, (messages) => {
        const end = messages.findLastIndex(
          (it) => it.type === 'speech_stopped' || (it.type === 'input_audio_transcript' && it.data.is_final),
        )
        const cut = messages.findLastIndex(({ type }) => type === 'interruption')
        const before = messages
          .slice(0, cut > end ? cut : 0)
          .flatMap((it) =>
            it.type === 'response_audio' || it.type === 'response_text' ? [it.data.turn_id] : [],
          )
        expect(sounding(follow(messages))).toEqual(
          ['a', 'b', 'c', 'new'].filter((id) => !before.includes(id)),
        )
      }),
    )
  })

  it('does not depend on repeated messages, on the order of turns, or on events that are not speech', () => {
    fc.assert(
      fc.property(call, speech, speech, noise, call, (before, one, other, aside, after) => {
        const gate = sounding(follow([...before, one, other, ...after]))
        expect(sounding(follow([...before, other, one, ...after]))).toEqual(gate)
        expect(sounding(follow([...before, one, aside, one, other, other, ...after]))).toEqual(gate)
      }),
    )
  })
})
