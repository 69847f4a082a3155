import { InvalidOptionError } from '../errors.ts'
import {
  createArrivalStatistics,
  createJitterBuffer,
  type ArrivalStatistics,
  type JitterBuffer,
} from './jitter-buffer.ts'
import type { JitterBufferEvent } from './playout.ts'

const rate = 24_000
const loud = (samples: number, value = 16_384): Int16Array => new Int16Array(samples).fill(value)
const ms = (count: number): number => (count * rate) / 1_000

/** Pulls `durationMs` in frames of `frame` samples; returns the sound and the events. */
const play = (buffer: JitterBuffer, fromMs: number, durationMs: number, frame = 128) => {
  const sound: number[] = []
  const events: JitterBufferEvent[] = []
  while (sound.length < ms(durationMs)) {
    const out = new Float32Array(Math.min(frame, ms(durationMs) - sound.length))
    events.push(...buffer.pull(out, fromMs + (sound.length * 1_000) / rate))
    sound.push(...out)
  }
  return { sound, events }
}

const steps = (sound: readonly number[]): number =>
  sound.reduce((worst, value, i) => Math.max(worst, Math.abs(value - (sound[i - 1] ?? 0))), 0)

describe('createJitterBuffer', () => {
  it('is silent without events before the first chunk', () => {
    const buffer = createJitterBuffer()
    const out = new Float32Array(128).fill(1)
    const events = buffer.pull(out, 0)
    expect(out.every((value) => value === 0)).toBe(true)
    expect(events).toHaveLength(0)
    expect(buffer.pull(out, 6)).toBe(events)
  })

  it('plays a complete utterance at once and in full, with no step at its edges', () => {
    const buffer = createJitterBuffer()
    buffer.push(loud(ms(100)), 'a', 0)
    buffer.end('a', 0)
    const { sound, events } = play(buffer, 0, 120)
    expect(events).toEqual([
      { type: 'started', turnId: 'a', heardSamples: 0, atMs: 0 },
      { type: 'drained', turnId: 'a', heardSamples: ms(100), atMs: 100 },
    ])
    expect(sound.slice(ms(5), ms(100)).every((value) => value === 0.5)).toBe(true)
    expect(sound.slice(ms(105)).every((value) => value === 0)).toBe(true)
    expect(steps(sound)).toBeLessThan(0.05)
  })

  it('pauses with a fade when the rest is late, and continues where it paused', () => {
    const buffer = createJitterBuffer()
    buffer.push(loud(ms(100)), 'a', 0)
    const first = play(buffer, 0, 300)
    expect(first.events.map(({ type }) => type)).toEqual(['started', 'underrun'])
    expect(buffer.heardSamples('a')).toBe(ms(100))
    buffer.push(loud(ms(100)), 'a', 300)
    buffer.end('a', 300)
    const second = play(buffer, 300, 200)
    expect(second.events.map(({ type }) => type)).toEqual(['started', 'drained'])
    expect(buffer.heardSamples('a')).toBe(ms(200))
    expect(steps([...first.sound, ...second.sound])).toBeLessThan(0.05)
    expect(buffer.stats.concealmentEvents).toBe(1)
  })

  it('is silent within 5 ms of a flush and refuses the flushed turns', () => {
    const buffer = createJitterBuffer()
    buffer.push(loud(ms(500)), 'a', 0)
    buffer.push(loud(ms(500)), 'b', 0)
    const { sound } = play(buffer, 0, 200)
    expect(buffer.flush(200)).toEqual([
      { turnId: 'a', heardSamples: ms(200) },
      { turnId: 'b', heardSamples: 0 },
    ])
    expect(buffer.push(loud(ms(20)), 'a', 200)).toBe(0)
    expect(buffer.push(loud(ms(20)), 'b', 200)).toBe(0)
    const after = play(buffer, 200, 50).sound
    expect(after.slice(ms(5)).every((value) => value === 0)).toBe(true)
    expect(steps([...sound, ...after])).toBeLessThan(0.05)
    expect(buffer.bufferedMs).toBe(0)
  })

  it('plays a flushed turn again once it is released', () => {
    const buffer = createJitterBuffer()
    buffer.push(loud(ms(100)), 'a', 0)
    play(buffer, 0, 90)
    buffer.flush(90)
    buffer.release('a')
    expect(buffer.push(loud(ms(100)), 'a', 100)).toBe(ms(100))
    buffer.end('a', 100)
    expect(buffer.heardSamples('a')).toBe(0)
    expect(play(buffer, 100, 150).events.map(({ type }) => type)).toEqual(['started', 'drained'])
    expect(buffer.heardSamples('a')).toBe(ms(100))
  })

  it('plays one turn after another, with events of each', () => {
    const buffer = createJitterBuffer()
    buffer.push(loud(ms(100)), 'a', 0)
    buffer.push(loud(ms(100)), 'b', 0)
    buffer.end('b', 0)
    const { events } = play(buffer, 0, 250, 480)
    expect(events.map(({ type, turnId, atMs }) => [type, turnId, atMs])).toEqual([
      ['started', 'a', 0],
      ['drained', 'a', 100],
      ['started', 'b', 100],
      ['drained', 'b', 200],
    ])
  })

  it('reports the end of a turn that is ended after its last sample', () => {
    const buffer = createJitterBuffer()
    buffer.push(loud(ms(100)), 'a', 0)
    play(buffer, 0, 200)
    buffer.end('a', 200)
    expect(play(buffer, 200, 20).events).toEqual([
      { type: 'drained', turnId: 'a', heardSamples: ms(100), atMs: 200 },
    ])
    expect(buffer.flush(220)).toEqual([])
  })

  it('continues with the next utterance of a turn without a gap', () => {
    const buffer = createJitterBuffer()
    buffer.push(loud(ms(100)), 'a', 0)
    buffer.end('a', 0)
    buffer.push(loud(ms(100)), 'a', 0)
    buffer.end('a', 0)
    const { sound, events } = play(buffer, 0, 220)
    expect(events.map(({ type, atMs }) => [type, atMs])).toEqual([
      ['started', 0],
      ['drained', 200],
    ])
    expect(sound.slice(ms(5), ms(200)).every((value) => value === 0.5)).toBe(true)
  })

  it('reports a turn in an underrun among the flushed turns', () => {
    const buffer = createJitterBuffer()
    buffer.push(loud(ms(100)), 'a', 0)
    play(buffer, 0, 200)
    expect(buffer.flush(200)).toEqual([{ turnId: 'a', heardSamples: ms(100) }])
  })

  it('takes a chunk as far as it fits into maxBufferedMs, and refuses the rest', () => {
    const buffer = createJitterBuffer({ maxBufferedMs: 1_000 })
    expect(buffer.push(loud(ms(900)), 'a', 0)).toBe(ms(900))
    expect(buffer.push(loud(ms(101)), 'a', 0)).toBe(ms(100))
    expect(buffer.push(loud(ms(100)), 'a', 0)).toBe(0)
    expect(buffer.bufferedMs).toBe(1_000)
    expect(buffer.stats.refusedSamples).toBe(ms(101))
  })

  it('starts at once when audio arrives faster than it plays', () => {
    const buffer = createJitterBuffer()
    buffer.push(loud(ms(100)), 'a', 0)
    buffer.push(loud(ms(100)), 'a', 10)
    expect(play(buffer, 10, 20).events.map(({ type, atMs }) => [type, atMs])).toEqual([['started', 10]])
  })

  it('rests before it resumes when underruns follow closely', () => {
    const buffer = createJitterBuffer()
    const starts: number[] = []
    for (let nowMs = 0; nowMs < 2_000; nowMs += 10) {
      if (nowMs % 100 === 0) buffer.push(loud(ms(60)), 'a', nowMs)
      for (const { type, atMs } of play(buffer, nowMs, 10).events) if (type === 'started') starts.push(atMs)
    }
    const gaps = starts.slice(1).map((at, i) => at - (starts[i] ?? 0))
    expect(gaps[0]).toBeLessThan(200)
    expect(Math.max(...gaps)).toBeGreaterThan(500)
  })

  it('remembers a thousand turns', () => {
    const buffer = createJitterBuffer()
    for (let turn = 0; turn < 1_100; turn++) {
      buffer.push(loud(ms(1)), `turn ${turn}`, turn)
      buffer.end(`turn ${turn}`, turn)
      play(buffer, turn, 1)
    }
    expect(buffer.heardSamples('turn 1099')).toBe(ms(1))
    expect(buffer.heardSamples('turn 150')).toBe(ms(1))
    expect(buffer.heardSamples('turn 50')).toBe(0)
  })

  it.each([8_000, 24_000, 44_100, 48_000])('works at %d samples a second', (sampleRate) => {
    const buffer = createJitterBuffer({ sampleRate })
    const samples = sampleRate / 10
    buffer.push(loud(samples), 'a', 0)
    buffer.end('a', 0)
    const out = new Float32Array(sampleRate / 5)
    expect(buffer.pull(out, 0).map(({ type }) => type)).toEqual(['started', 'drained'])
    expect(buffer.heardSamples('a')).toBe(samples)
    expect(out.subarray(Math.ceil(samples * 1.05)).every((value) => value === 0)).toBe(true)
  })

  it.each([{ sampleRate: 0 }, { sampleRate: NaN }, { maxBufferedMs: 10 }])('refuses %p', (options) => {
    expect(() => createJitterBuffer(options)).toThrow(InvalidOptionError)
  })
})

/** Receives frames of 20 ms, each late by `lateMs`; the first frame has the least delay of the network. */
const receive = (
  arrivals: ArrivalStatistics,
  lateMs: (i: number) => number,
  frames = 400,
  from = 1_000,
): void => {
  arrivals.beginSegment()
  let atMs = 0
  for (let i = 0; i < frames; i++) {
    atMs = Math.max(atMs, from + i * 20 + lateMs(i))
    arrivals.arrived(atMs, i * 20, 20)
  }
}

describe('createArrivalStatistics', () => {
  it('starts from the usual delays', () => {
    const arrivals = createArrivalStatistics()
    expect(arrivals.startDelayMs()).toBe(40)
    expect(arrivals.targetDelayMs()).toBe(160)
  })

  it('decreases to 10 ms when nothing is late', () => {
    const arrivals = createArrivalStatistics()
    for (let turn = 0; turn < 12; turn++) receive(arrivals, () => 0)
    arrivals.endSegment()
    expect(arrivals.startDelayMs()).toBe(10)
    expect(arrivals.targetDelayMs()).toBe(10)
  })

  it('delays the start for early lateness, and raises the target delay for later lateness', () => {
    const early = createArrivalStatistics()
    const late = createArrivalStatistics()
    for (let turn = 0; turn < 12; turn++) {
      receive(early, (i) => (i === 5 ? 120 : 0))
      receive(late, (i) => (i === 200 ? 120 : 0))
    }
    early.endSegment()
    late.endSegment()
    expect(early.startDelayMs()).toBeCloseTo(120 - 0.03 * 100)
    expect(late.startDelayMs()).toBe(10)
    expect(late.targetDelayMs()).toBeCloseTo(120)
  })

  it('adapts within a long turn', () => {
    const arrivals = createArrivalStatistics()
    receive(arrivals, (i) => (i % 250 === 249 ? 300 : 0), 6_000)
    expect(arrivals.targetDelayMs()).toBeCloseTo(300)
  })

  it('ignores segments below half a second', () => {
    const arrivals = createArrivalStatistics()
    for (let turn = 0; turn < 12; turn++) receive(arrivals, (i) => (i === 5 ? 120 : 0), 20)
    arrivals.endSegment()
    expect(arrivals.startDelayMs()).toBe(40)
  })

  it('reports the least lateness of the last one to two seconds only', () => {
    const arrivals = createArrivalStatistics()
    receive(arrivals, (i) => (i < 100 ? 0 : 50), 400, 1_000)
    expect(arrivals.leastLatenessMs()).toBe(1_050)
  })

  it('measures the real-time audio since the source was last ahead', () => {
    const steady = createArrivalStatistics()
    receive(steady, () => 0, 400)
    expect(steady.realTimeMs()).toBe(8_000)
    const fast = createArrivalStatistics()
    fast.beginSegment()
    for (let i = 0; i < 400; i++) fast.arrived(1_000 + i * 15, i * 20, 20)
    expect(fast.realTimeMs()).toBeLessThan(200)
  })
})
