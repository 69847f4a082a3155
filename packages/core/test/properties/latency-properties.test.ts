import * as fc from 'fast-check'
import {
  initialLatency,
  reduceLatency,
  summarizeLatency,
  type Latency,
  type PlaybackEvent,
  type ServerMessage,
} from '../../src/index.ts'
import { asks, audio, began, frozen, heard, interruption, said, stopped, turnId, user } from './events.ts'

type Event = ServerMessage | PlaybackEvent
type Timed = readonly [atMs: number, event: Event]

const follow = (events: readonly Timed[], from: Latency = initialLatency) =>
  events.reduce((latency, [atMs, event]) => frozen(reduceLatency(latency, event, atMs)), from)

const kinds = fc.constantFrom<PlaybackEvent['type']>('started', 'progress', 'underrun', 'drained', 'flushed')
const event: fc.Arbitrary<Event> = fc.oneof(
  turnId.map((id) => said(id, 'words')),
  turnId.map((id) => audio(id, 10)),
  fc.tuple(turnId, kinds).map(([id, kind]) => heard(id, 0, kind)),
  fc.constantFrom(began(), stopped, interruption),
)
/** What a latency has nothing to do with. */
const noise = fc.constantFrom<Event>(began(true), user('so'), user('so', false), asks('1'), heard('a', 9))
const timed = <T>(what: fc.Arbitrary<T>) =>
  fc
    .array(fc.tuple(fc.nat(500), what), { maxLength: 40 })
    .map((steps) =>
      steps.map(([, it], at) => [steps.slice(0, at + 1).reduce((ms, [pause]) => ms + pause, 0), it] as const),
    )

describe('the latency of any history', () => {
  it('is never negative, has its sound after its first byte, and is measured once for each end of speech', () => {
    fc.assert(
      fc.property(timed(event), (events) => {
        const { turns, bargeIns } = follow(events)
        for (const { firstByteMs, firstSoundMs: firstSoundMs = firstByteMs } of turns) {
          expect(firstByteMs).toBeGreaterThanOrEqual(0)
          expect(firstSoundMs).toBeGreaterThanOrEqual(firstByteMs)
        }
        for (const { silenceMs } of bargeIns) expect(silenceMs).toBeGreaterThanOrEqual(0)
        expect(turns.length).toBeLessThanOrEqual(events.filter(([, it]) => it === stopped).length)
        expect(bargeIns.length).toBeLessThanOrEqual(events.filter(([, it]) => it === interruption).length)
      }),
    )
  })

  it('is the same when the history is replayed, from a stored state, and at another time', () => {
    fc.assert(
      fc.property(timed(event), fc.nat(40), fc.nat(1e6), (events, split, laterMs) => {
        const whole = follow(events)
        const stored = JSON.parse(JSON.stringify(follow(events.slice(0, split)))) as Latency
        expect(follow(events.slice(split), stored)).toEqual(whole)
        const later = follow(events.map(([atMs, it]) => [atMs + laterMs, it] as const))
        expect([later.turns, later.bargeIns]).toEqual([whole.turns, whole.bargeIns])
      }),
    )
  })

  it('does not depend on events that are neither speech, an answer nor a tool call', () => {
    fc.assert(
      fc.property(timed(fc.oneof(event, noise)), (events) => {
        const speech = events.filter(
          ([, it]) =>
            !(it.type === 'input_audio_transcript' || it.type === 'progress') &&
            !(it.type === 'speech_started' && it.data.emulated),
        )
        expect(follow(speech)).toEqual(follow(events))
      }),
    )
  })

  it('has a 95th percentile that is no smaller than the median, and both are values that were measured', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9_999), { minLength: 1 }), (values) => {
        const turns = values.map((firstByteMs, n) => ({ turnId: String(n), firstByteMs }))
        const { count, p50Ms = -1, p95Ms = -1 } = summarizeLatency({ turns, bargeIns: [] }).firstByte
        expect(count).toBe(values.length)
        expect(values).toEqual(expect.arrayContaining([p50Ms, p95Ms]))
        expect(p95Ms).toBeGreaterThanOrEqual(p50Ms)
        expect(values.filter((value) => value <= p95Ms).length).toBeGreaterThanOrEqual(0.95 * values.length)
      }),
    )
  })
})
