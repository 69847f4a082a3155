import { createClock } from '@sinonjs/fake-timers'
import type { Clock } from '../clock.ts'
import type { PlaybackEvent } from '../playback.ts'
import { createVirtualSpeaker } from './virtual-speaker.ts'

const rate = 24_000
const tone = (ms: number): Int16Array =>
  Int16Array.from({ length: (rate * ms) / 1000 }, (_, i) =>
    Math.round(9000 * Math.sin((2 * Math.PI * 440 * i) / rate)),
  )

const setUp = () => {
  const clock = createClock()
  const events: PlaybackEvent[] = []
  const frames: { pcm: Int16Array; atMs: number }[] = []
  const speaker = createVirtualSpeaker({ clock, onFrame: (pcm, atMs) => frames.push({ pcm, atMs }) })
  speaker.listen((event) => events.push(event))
  const types = (): string[] => events.map(({ type }) => type).filter((type) => type !== 'progress')
  return { clock, events, frames, speaker, types }
}

describe('createVirtualSpeaker', () => {
  it('passes on a frame every 20 ms, silence included', async () => {
    const { clock, frames, speaker } = setUp()
    await clock.tickAsync(100)
    expect(frames.map(({ atMs }) => atMs)).toEqual([0, 20, 40, 60, 80, 100])
    expect(frames.every(({ pcm }) => pcm.length === 480 && pcm.every((sample) => sample === 0))).toBe(true)
    expect(speaker.level).toBe(-Infinity)
  })

  it('plays a turn from start to end and reports the heard samples', async () => {
    const { clock, events, frames, speaker, types } = setUp()
    const pcm = tone(200)
    speaker.write({ turnId: 'a', pcm, isFinal: true })
    expect(speaker.bufferedMs).toBe(200)
    await clock.tickAsync(1000)
    expect(types()).toEqual(['started', 'drained'])
    expect(events.at(-1)).toMatchObject({ turnId: 'a', heardSamples: pcm.length })
    expect(speaker.bufferedMs).toBe(0)
    const loud = frames.filter((frame) => frame.pcm.some((sample) => Math.abs(sample) > 8000))
    expect(loud.length).toBeGreaterThanOrEqual(9)
  })

  it('reports progress while a turn plays, never backwards', async () => {
    const { clock, events, speaker } = setUp()
    speaker.write({ turnId: 'a', pcm: tone(200), isFinal: true })
    await clock.tickAsync(1000)
    const heard = events.map(({ heardSamples }) => heardSamples)
    expect(events.filter(({ type }) => type === 'progress').length).toBeGreaterThanOrEqual(9)
    expect(heard).toEqual([...heard].sort((a, b) => a - b))
  })

  it('reports the level of the current frame', async () => {
    const { clock, speaker } = setUp()
    speaker.write({ turnId: 'a', pcm: tone(500), isFinal: true })
    await clock.tickAsync(200)
    expect(speaker.level).toBeCloseTo(20 * Math.log10(9000 / 32_768) - 3.01, 0)
  })

  it('is silent one frame after a flush, and reports the heard samples', async () => {
    const { clock, events, frames, speaker, types } = setUp()
    speaker.write({ turnId: 'a', pcm: tone(2000), isFinal: true })
    await clock.tickAsync(500)
    speaker.flush()
    const last = frames.length
    const count = events.length
    expect(types()).toEqual(['started', 'flushed'])
    const flushed = events.at(-1)
    expect(flushed?.heardSamples).toBeGreaterThan(9000)
    expect(flushed?.heardSamples).toBeLessThanOrEqual(frames.length * 480)
    await clock.tickAsync(1000)
    expect(frames.slice(last + 1).every(({ pcm }) => pcm.every((sample) => sample === 0))).toBe(true)
    expect(events).toHaveLength(count)
  })

  it('fades out at a flush without a click', async () => {
    const { clock, frames, speaker } = setUp()
    speaker.write({ turnId: 'a', pcm: tone(2000), isFinal: true })
    await clock.tickAsync(500)
    speaker.flush()
    await clock.tickAsync(40)
    const heard = frames.flatMap(({ pcm }) => [...pcm])
    const steps = heard.slice(1).map((sample, i) => Math.abs(sample - (heard[i] ?? 0)) / 32_768)
    expect(Math.max(...steps)).toBeLessThan(0.05)
  })

  it('plays a new turn after a flush', async () => {
    const { clock, speaker, types } = setUp()
    speaker.write({ turnId: 'a', pcm: tone(2000), isFinal: true })
    await clock.tickAsync(500)
    speaker.flush()
    speaker.write({ turnId: 'b', pcm: tone(100), isFinal: true })
    await clock.tickAsync(500)
    expect(types()).toEqual(['started', 'flushed', 'started', 'drained'])
  })

  it('plays a turn id again after a flush, counted from 0', async () => {
    const { clock, speaker, types, events } = setUp()
    speaker.write({ turnId: 'a', pcm: tone(2000), isFinal: true })
    await clock.tickAsync(500)
    speaker.flush()
    speaker.write({ turnId: 'a', pcm: tone(100), isFinal: true })
    await clock.tickAsync(500)
    expect(types()).toEqual(['started', 'flushed', 'started', 'drained'])
    expect(events.at(-1)?.heardSamples).toBe(2_400)
  })

  it('calls the other listeners when one throws, and throws in a task of its own', async () => {
    const { clock, speaker, types } = setUp()
    speaker.listen(() => {
      throw new Error('a bad listener')
    })
    const after: string[] = []
    speaker.listen(({ type }) => after.push(type))
    speaker.write({ turnId: 'a', pcm: tone(2000), isFinal: false })
    speaker.flush()
    expect(types()).toEqual(['flushed'])
    expect(after).toEqual(['flushed'])
    await expect(clock.tickAsync(0)).rejects.toThrow('a bad listener')
  })

  it('does not call a listener that was removed', () => {
    const { speaker } = setUp()
    const seen: string[] = []
    speaker.listen(({ type }) => seen.push(type))()
    speaker.write({ turnId: 'a', pcm: tone(200), isFinal: true })
    speaker.flush()
    expect(seen).toEqual([])
  })

  it('emits no event of a turn that a listener has just flushed', async () => {
    const { clock, speaker, types } = setUp()
    speaker.listen(({ type }) => {
      if (type === 'drained') speaker.flush()
    })
    speaker.write({ turnId: 'a', pcm: tone(110), isFinal: true })
    speaker.write({ turnId: 'b', pcm: tone(2000), isFinal: true })
    await clock.tickAsync(1000)
    expect(types()).toEqual(['started', 'drained', 'flushed'])
  })

  it('continues after an error of the recorder', async () => {
    const clock = createClock()
    const times: number[] = []
    const speaker = createVirtualSpeaker({
      clock,
      onFrame: (_, atMs) => {
        times.push(atMs)
        if (atMs === 20) throw new Error('a full disk')
      },
    })
    await expect(clock.tickAsync(60)).rejects.toThrow('a full disk')
    await clock.tickAsync(60)
    speaker.close()
    expect(times.slice(0, 3)).toEqual([0, 20, 40])
  })

  it('reports times that never decrease, although its timers are late', () => {
    let nowMs = 0
    let ring: () => void = () => undefined
    const clock: Clock = {
      performance: { now: () => nowMs },
      setTimeout: (callback) => (ring = callback),
      clearTimeout: () => undefined,
    }
    const times: number[] = []
    const frames: number[] = []
    const speaker = createVirtualSpeaker({ clock, onFrame: (_, atMs) => frames.push(atMs) })
    speaker.listen(({ atMs }) => times.push(atMs))
    for (let n = 0; n < 30; n++) {
      nowMs = n * 50 + 13
      speaker.write({ turnId: 'a', pcm: tone(50), isFinal: n === 29 })
      if (n === 20) {
        speaker.flush()
        speaker.write({ turnId: 'b', pcm: tone(50), isFinal: true })
      }
      nowMs += 30
      ring()
    }
    expect(times.length).toBeGreaterThan(20)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(frames).toEqual(frames.map((_, n) => n * 20))
  })

  it('reports the milliseconds of a chunk that do not fit, and plays the rest', async () => {
    const { clock, events, speaker, types } = setUp()
    speaker.write({ turnId: 'a', pcm: new Int16Array(360 * rate).fill(1_000), isFinal: true })
    expect(events).toEqual([{ type: 'refused', turnId: 'a', heardSamples: 0, refusedMs: 60_000, atMs: 0 }])
    expect(speaker.bufferedMs).toBe(300_000)
    speaker.write({ turnId: 'b', pcm: new Int16Array(480), isFinal: true })
    expect(events.at(-1)).toMatchObject({ type: 'refused', turnId: 'b', refusedMs: 20 })
    await clock.tickAsync(301_000)
    expect(types()).toEqual(['refused', 'refused', 'started', 'drained'])
    expect(events.at(-1)).toMatchObject({ type: 'drained', turnId: 'a', heardSamples: 300 * rate })
  })

  it('plays nothing that is written after close', () => {
    const { speaker } = setUp()
    speaker.close()
    speaker.write({ turnId: 'a', pcm: tone(200), isFinal: true })
    expect(speaker.bufferedMs).toBe(0)
  })

  it('stops its clock on close, and reports the turns that were cut short', async () => {
    const { clock, speaker, types } = setUp()
    speaker.write({ turnId: 'a', pcm: tone(2000), isFinal: true })
    await clock.tickAsync(500)
    speaker.close()
    expect(types()).toEqual(['started', 'flushed'])
    expect(clock.countTimers()).toBe(0)
  })
})
