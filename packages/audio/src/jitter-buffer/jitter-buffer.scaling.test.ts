import { createJitterBuffer } from './jitter-buffer.ts'

const rate = 24_000
const frame = rate / 50
const period = 160

/** A voiced sound of 150 Hz: a fundamental and four harmonics with decreasing amplitudes. */
const voice = (from: number, samples: number): Int16Array =>
  Int16Array.from({ length: samples }, (_, i) =>
    [1, 2, 3, 4, 5].reduce(
      (sum, n) => sum + (9_000 / n) * Math.sin((2 * Math.PI * n * (from + i)) / period + n * n),
      0,
    ),
  )

/** Pushes frames of 20 ms, each late by `lateMs`, into a buffer that is pulled meanwhile. */
const speak = (seconds: number, lateMs: (i: number) => number) => {
  const buffer = createJitterBuffer()
  const sound: number[] = []
  const heardMs: number[] = []
  const frames = seconds * 50
  let next = 0
  let dueMs = 0
  for (let nowMs = 0; nowMs < seconds * 1_000 + 1_000; nowMs += 5) {
    while (next < frames) {
      dueMs = Math.max(dueMs, next * 20 + lateMs(next))
      if (dueMs > nowMs) break
      buffer.push(voice(next * frame, frame), 'a', dueMs)
      next++
      if (next === frames) buffer.end('a', nowMs)
    }
    const out = new Float32Array(rate / 200)
    buffer.pull(out, nowMs)
    sound.push(...out)
    heardMs.push((buffer.heardSamples('a') * 1_000) / rate)
  }
  /** Largest content heard within a second. */
  const mostInASecond = Math.max(...heardMs.map((heard, i) => heard - (heardMs[i - 200] ?? 0)))
  return { buffer, sound, mostInASecond, samples: frames * frame }
}

/** Share of the energy that is not periodic: the difference of the sound to itself one period later. */
const impurity = (sound: readonly number[], fromMs: number, toMs: number): number => {
  let left = 0
  let energy = 0
  for (let i = (fromMs * rate) / 1_000; i < (toMs * rate) / 1_000; i++) {
    const value = sound[i] ?? 0
    left += (value - (sound[i - period] ?? 0)) ** 2
    energy += value * value
  }
  return left / energy
}

describe('createJitterBuffer, time stretching', () => {
  it('reaches the target delay by slowing down a tenth at most, at the same pitch', () => {
    const { buffer, sound, samples } = speak(4, () => 0)
    const gainedMs = (buffer.stats.insertedSamplesForDeceleration * 1_000) / rate
    expect(gainedMs).toBeGreaterThan(100)
    expect(gainedMs).toBeLessThan(140)
    expect(buffer.heardSamples('a')).toBe(samples)
    expect(impurity(sound, 100, 4_000)).toBeLessThan(1e-4)
    expect(speak(1, () => 0).buffer.stats.insertedSamplesForDeceleration).toBeLessThanOrEqual(rate / 10)
  })

  it('accelerates when a real-time source leaves it far above the target delay', () => {
    const { buffer, sound, mostInASecond, samples } = speak(15, (i) =>
      i > 150 && i < 200 ? (200 - i) * 20 : 0,
    )
    const { removedSamplesForAcceleration: removed, concealmentEvents } = buffer.stats
    expect(concealmentEvents).toBe(1)
    expect((removed * 1_000) / rate).toBeGreaterThan(200)
    expect(mostInASecond).toBeGreaterThan(1_030)
    expect(mostInASecond).toBeLessThan(1_070)
    expect(buffer.heardSamples('a')).toBe(samples)
    expect(impurity(sound, 6_000, 14_000)).toBeLessThan(1e-4)
  })

  it('does not stretch audio that arrived faster than it plays', () => {
    const { buffer, sound } = speak(4, (i) => -15 * i)
    expect(buffer.stats.removedSamplesForAcceleration).toBe(0)
    expect(buffer.stats.insertedSamplesForDeceleration).toBeLessThan(rate / 50)
    expect(impurity(sound, 100, 3_900)).toBeLessThan(1e-4)
  })

  it('counts the delay of the audio and the target delay', () => {
    const buffer = createJitterBuffer()
    buffer.push(voice(0, 10 * frame), 'a', 0)
    buffer.end('a', 0)
    buffer.pull(new Float32Array(20 * frame), 0)
    const { jitterBufferDelay, jitterBufferTargetDelay, jitterBufferEmittedCount } = buffer.stats
    expect(jitterBufferEmittedCount).toBe(10 * frame)
    expect(jitterBufferDelay / jitterBufferEmittedCount).toBeCloseTo(0.1)
    expect(jitterBufferTargetDelay / jitterBufferEmittedCount).toBeCloseTo(0.16)
  })

  it('counts a pause as concealed, and its fade as not silent', () => {
    const buffer = createJitterBuffer()
    buffer.push(voice(0, 5 * frame), 'a', 0)
    buffer.pull(new Float32Array(10 * frame), 50)
    const before = buffer.stats
    expect(before.concealmentEvents).toBe(1)
    expect(before.concealedSamples - before.silentConcealedSamples).toBe(rate / 200)
    expect(before.totalSamplesReceived).toBe(5 * frame + before.concealedSamples)
    buffer.end('a', 250)
    buffer.pull(new Float32Array(10 * frame), 250)
    expect(buffer.stats).toEqual(before)
  })
})
