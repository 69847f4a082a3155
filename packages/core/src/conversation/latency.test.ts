import type { ServerMessage } from '../protocol/messages.ts'
import { initialLatency, percentile, reduceLatency, summarizeLatency } from './latency.ts'
import type { PlaybackEvent } from './devices.ts'

const began = (emulated = false): ServerMessage => ({ type: 'speech_started', data: { emulated } })
const stopped: ServerMessage = { type: 'speech_stopped', data: {} }
const interruption: ServerMessage = { type: 'interruption', data: {} }
const said = (turn_id: string): ServerMessage => ({
  type: 'response_text',
  data: { turn_id, text: 'words', is_final: false },
})
const plays = (type: PlaybackEvent['type'], turnId: string): PlaybackEvent => ({
  type,
  turnId,
  heardSamples: 0,
  atMs: 0,
})

const after = (...events: readonly (readonly [number, ServerMessage | PlaybackEvent])[]) =>
  events.reduce((latency, [atMs, event]) => reduceLatency(latency, event, atMs), initialLatency)

describe('latency', () => {
  it('measures from the end of the user’s speech to the first byte and the first sound', () => {
    const { turns } = after(
      [0, began()],
      [900, stopped],
      [1_200, said('a')],
      [1_250, said('a')],
      [1_400, plays('started', 'a')],
    )
    expect(turns).toEqual([{ turnId: 'a', firstByteMs: 300, firstSoundMs: 500 }])
  })

  it('does not measure a greeting', () => {
    expect(after([0, said('a')], [100, plays('started', 'a')]).turns).toEqual([])
  })

  it('does not measure an answer when the user speaks again before it', () => {
    const { turns } = after([0, stopped], [100, began()], [500, stopped], [600, said('b')])
    expect(turns).toEqual([{ turnId: 'b', firstByteMs: 100 }])
  })

  it('does not measure later parts of a turn that the user spoke over', () => {
    const { turns } = after(
      [0, said('a')],
      [100, began()],
      [500, stopped],
      [510, said('a')],
      [900, said('b')],
    )
    expect(turns).toEqual([{ turnId: 'b', firstByteMs: 400 }])
  })

  it('measures an answer under the id of the turn that was cut short', () => {
    const cut = [
      [0, said('a')],
      [100, began()],
      [110, interruption],
    ] as const
    expect(after(...cut, [500, stopped], [700, said('a')]).turns).toEqual([{ turnId: 'a', firstByteMs: 200 }])
  })

  it('ignores the sound of an older turn', () => {
    const { turns } = after(
      [0, stopped],
      [100, said('b')],
      [150, plays('started', 'a')],
      [300, plays('started', 'b')],
    )
    expect(turns).toEqual([{ turnId: 'b', firstByteMs: 100, firstSoundMs: 300 }])
  })

  it('ignores an emulated start of speech', () => {
    expect(after([0, stopped], [50, began(true)], [100, said('a')]).turns).toEqual([
      { turnId: 'a', firstByteMs: 100 },
    ])
  })

  it('measures from an interruption to silence', () => {
    const { bargeIns } = after([0, plays('started', 'a')], [500, interruption], [510, plays('flushed', 'a')])
    expect(bargeIns).toEqual([{ turnId: 'a', silenceMs: 10 }])
  })

  it('does not measure an interruption while the agent is silent', () => {
    const { bargeIns } = after([0, interruption], [100, plays('started', 'b')], [200, plays('flushed', 'b')])
    expect(bargeIns).toEqual([])
  })
})

describe('percentile', () => {
  it.each([
    [[3, 1, 2], 0.5, 2],
    [[1, 2, 3, 4], 0.5, 2],
    [[1, 2, 3, 4], 0.95, 4],
    [[7], 0, 7],
    [[], 0.5, undefined],
  ])('of %j at %d is %s', (values, share, expected) => {
    expect(percentile(values, share)).toBe(expected)
  })
})

describe('dead air', () => {
  const asked = (toolCallId: string): ServerMessage => ({
    type: 'tool_call',
    data: { toolCallId, toolName: 'look', arguments: [] },
  })

  it('lasts from a tool call to the next sound', () => {
    const latency = after(
      [0, asked('1')],
      [50, asked('2')],
      [1_900, said('a')],
      [2_000, plays('started', 'a')],
    )
    expect(latency.deadAirs).toEqual([2_000])
    expect(summarizeLatency(latency).deadAir).toEqual({ count: 1, p50Ms: 2_000, p95Ms: 2_000 })
  })

  it('begins at the end of the words that the agent still speaks', () => {
    const { deadAirs } = after(
      [0, plays('started', 'a')],
      [100, asked('1')],
      [800, plays('drained', 'a')],
      [2_000, plays('started', 'b')],
    )
    expect(deadAirs).toEqual([1_200])
  })

  it('is ended by the user', () => {
    const latency = after([0, asked('1')], [500, began()], [2_000, plays('started', 'a')])
    expect(latency.deadAirs).toBeUndefined()
  })

  it('is not the silence after an answer without a tool', () => {
    expect(after([0, plays('drained', 'a')], [900, plays('started', 'b')]).deadAirs).toBeUndefined()
  })
})

describe('summarizeLatency', () => {
  it('returns median and 95th percentile of each duration', () => {
    const turns = Array.from({ length: 100 }, (_, n) => ({ turnId: String(n), firstByteMs: 100 - n }))
    expect(summarizeLatency({ turns, bargeIns: [{ turnId: 'a', silenceMs: 7 }] })).toEqual({
      firstByte: { count: 100, p50Ms: 50, p95Ms: 95 },
      firstSound: { count: 0 },
      silence: { count: 1, p50Ms: 7, p95Ms: 7 },
      deadAir: { count: 0 },
    })
  })
})
