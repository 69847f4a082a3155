import fc from 'fast-check'
import { createJitterBuffer } from './jitter-buffer.ts'
import type { JitterBufferEvent } from './playout.ts'

const rate = 24_000
const ms = (count: number): number => (count * rate) / 1_000
const toMs = (samples: number): number => (samples * 1_000) / rate
const turns = ['a', 'b', 'c'] as const

/** An action of the caller, and the time it then waits: a multiple of 80 ms, which all the frame sizes below divide. */
const step = fc.record({
  act: fc.oneof(
    { weight: 8, arbitrary: fc.constant('push' as const) },
    { weight: 2, arbitrary: fc.constant('end' as const) },
    { weight: 1, arbitrary: fc.constant('flush' as const) },
  ),
  turn: fc.constantFrom(...turns),
  samples: fc.integer({ min: 1, max: ms(300) }),
  waits: fc.nat(3),
})
const script = fc.array(step, { minLength: 1, maxLength: 20 })
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** A low hum, in another phase for another turn. */
const hum = (turn: string, from: number, samples: number): Int16Array => {
  const pcm = new Int16Array(samples)
  const phase = turn.charCodeAt(0)
  for (let i = 0; i < samples; i++)
    pcm[i] = Math.round(30_000 * Math.sin((2 * Math.PI * 50 * (from + i)) / rate + phase))
  return pcm
}

const bytesOf = (sound = new Float32Array()): Uint8Array =>
  new Uint8Array(sound.buffer, sound.byteOffset, sound.byteLength)

const frames = [64, 128, 480, 1_920] as const
const longest = 20 * (ms(300) + 3 * ms(80)) + ms(2_000)

const run = (steps: readonly Step[], frame: number) => {
  const buffer = createJitterBuffer()
  const pushed = new Map<string, number>()
  const heard = new Map<string, number>()
  const sound = new Float32Array(longest)
  const events: JitterBufferEvent[] = []
  let at = 0
  let leastMoved = 0
  let mostMoved = 0
  let flushes = 0

  const pull = (samples: number): void => {
    for (const end = at + samples; at < end; at += frame) {
      events.push(...buffer.pull(sound.subarray(at, at + frame), toMs(at)))
      for (const turn of turns) {
        const now = buffer.heardSamples(turn)
        const moved = now - (heard.get(turn) ?? 0)
        leastMoved = Math.min(leastMoved, moved)
        mostMoved = Math.max(mostMoved, moved)
        heard.set(turn, now)
      }
    }
  }

  for (const { act, turn, samples, waits } of steps) {
    const nowMs = toMs(at)
    const before = pushed.get(turn) ?? 0
    if (act === 'push' && buffer.push(hum(turn, before, samples), turn, nowMs) > 0)
      pushed.set(turn, before + samples)
    if (act === 'end') buffer.end(turn, nowMs)
    if (act === 'flush') {
      flushes++
      buffer.flush(nowMs)
    }
    pull(waits * ms(80))
  }
  for (const turn of turns) buffer.end(turn, toMs(at))
  while (buffer.bufferedMs > 0 && at < longest) pull(ms(80))
  pull(ms(80))
  return { buffer, pushed, sound: sound.subarray(0, at), events, flushes, leastMoved, mostMoved }
}

const numRuns = 20

describe('createJitterBuffer, for any sequence of calls', () => {
  it('plays each turn from its first sample to its last, and nothing that was not pushed', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const { buffer, pushed, flushes } = run(steps, 480)
        for (const [turn, samples] of pushed) {
          if (flushes === 0) expect(buffer.heardSamples(turn)).toBe(samples)
          expect(buffer.heardSamples(turn)).toBeLessThanOrEqual(samples)
        }
        const { jitterBufferEmittedCount, flushedSamples } = buffer.stats
        const all = [...pushed.values()].reduce((sum, samples) => sum + samples, 0)
        expect(jitterBufferEmittedCount + flushedSamples).toBe(all)
        expect(buffer.bufferedMs).toBe(0)
      }),
      { numRuns },
    )
  })

  it('never moves back in a turn, nor ahead by more than two samples for one', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const { leastMoved, mostMoved } = run(steps, 64)
        expect(leastMoved).toBe(0)
        expect(mostMoved).toBeLessThanOrEqual(2 * 64)
      }),
      { numRuns },
    )
  })

  it('returns the same sound and the same events in frames of any size', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const [first, ...others] = frames.map((frame) => run(steps, frame))
        for (const other of others) {
          expect(Buffer.compare(bytesOf(other.sound), bytesOf(first?.sound))).toBe(0)
          expect(other.events).toEqual(first?.events)
        }
      }),
      { numRuns },
    )
  })

  it('has no step and is never louder than its input', () => {
    fc.assert(
      fc.property(script, (steps) => {
        const { sound } = run(steps, 480)
        let step = 0
        let peak = 0
        sound.forEach((value, i) => {
          step = Math.max(step, Math.abs(value - (sound[i - 1] ?? 0)))
          peak = Math.max(peak, Math.abs(value))
        })
        expect(step).toBeLessThan(0.05)
        expect(peak).toBeLessThanOrEqual(30_000 / 32_768 + 1e-6)
      }),
      { numRuns },
    )
  })

  it('is silent 5 ms after a flush until another turn arrives', () => {
    fc.assert(
      fc.property(script, fc.nat(ms(80)), (steps, cutAt) => {
        const buffer = createJitterBuffer()
        buffer.push(hum('a', 0, ms(400)), 'a', 0)
        buffer.push(hum('b', 0, ms(400)), 'b', 0)
        buffer.pull(new Float32Array(cutAt), 0)
        const nowMs = toMs(cutAt)
        buffer.flush(nowMs)
        for (const { turn, samples } of steps)
          if (turn !== 'c') expect(buffer.push(hum(turn, 0, samples), turn, nowMs)).toBe(0)
        const out = new Float32Array(ms(1_000))
        expect(buffer.pull(out, nowMs)).toHaveLength(0)
        expect(out.subarray(ms(5)).every((value) => value === 0)).toBe(true)
      }),
      { numRuns },
    )
  })
})
