import { InvalidOption } from './errors/invalid-option.ts'
import { createJitterBuffer, type JitterBuffer, type JitterBufferEvent } from './jitter-buffer.ts'

const rate = 24_000
const loud = (samples: number, value = 16_384): Int16Array => new Int16Array(samples).fill(value)
const ms = (count: number): number => (count * rate) / 1_000

/** Pulls `durationMs` in frames of `frame` samples; gives the sound and what was told. */
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
  it('is silent and tells nothing while nothing came', () => {
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

  it('pauses with a fade when the rest is late, and goes on where it paused', () => {
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

  it('falls silent within 5 ms of a flush and refuses the turns that were flushed', () => {
    const buffer = createJitterBuffer()
    buffer.push(loud(ms(500)), 'a', 0)
    buffer.push(loud(ms(500)), 'b', 0)
    const { sound } = play(buffer, 0, 200)
    expect(buffer.flush(200)).toEqual([
      { turnId: 'a', heardSamples: ms(200) },
      { turnId: 'b', heardSamples: 0 },
    ])
    expect(buffer.push(loud(ms(20)), 'a', 200)).toBe(false)
    expect(buffer.push(loud(ms(20)), 'b', 200)).toBe(false)
    const after = play(buffer, 200, 50).sound
    expect(after.slice(ms(5)).every((value) => value === 0)).toBe(true)
    expect(steps([...sound, ...after])).toBeLessThan(0.05)
    expect(buffer.bufferedMs).toBe(0)
  })

  it('lets a flushed turn sound again once it is released', () => {
    const buffer = createJitterBuffer()
    buffer.push(loud(ms(100)), 'a', 0)
    play(buffer, 0, 90)
    buffer.flush(90)
    buffer.release('a')
    expect(buffer.push(loud(ms(100)), 'a', 100)).toBe(true)
    buffer.end('a', 100)
    expect(buffer.heardSamples('a')).toBe(0)
    expect(play(buffer, 100, 150).events.map(({ type }) => type)).toEqual(['started', 'drained'])
    expect(buffer.heardSamples('a')).toBe(ms(100))
  })

  it('plays one turn after another and tells of each', () => {
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

  it.each([{ sampleRate: 0 }, { sampleRate: NaN }, { maxBufferedMs: 10 }])('refuses %p', (options) => {
    expect(() => createJitterBuffer(options)).toThrow(InvalidOption)
  })
})
