import fc from 'fast-check'
import { noise, recording, userRecording } from '../../../test/recordings.ts'
import {
  initialVoiceActivity,
  silentFloor,
  stepNoiseFloor,
  stepVoiceActivity,
  type NoiseFloor,
  type VoiceActivityEvent,
} from './voice-activity.ts'

const options = { startMs: 200, stopMs: 700 }

const listen = (chunks: readonly Int16Array[]): readonly VoiceActivityEvent[] => {
  let state = initialVoiceActivity
  return chunks.flatMap((chunk) => {
    const step = stepVoiceActivity(state, chunk, options)
    state = step.state
    return step.events
  })
}

const join = (...parts: readonly Int16Array[]): Int16Array =>
  Int16Array.from(parts.flatMap((part) => [...part]))

const mix = (one: Int16Array, other: Int16Array): Int16Array =>
  one.map((sample, i) => sample + (other[i] ?? 0))

const cutAt = (pcm: Int16Array, cuts: readonly number[]): readonly Int16Array[] => {
  const sorted = [0, ...[...cuts].sort((a, b) => a - b), pcm.length]
  return sorted.slice(1).map((end, index) => pcm.subarray(sorted[index], end))
}

/** Seconds of the decisions, to a tenth. */
const seconds = (events: readonly VoiceActivityEvent[]) =>
  events.map(({ type, atSample }) => `${type} ${(atSample / 24_000).toFixed(1)}`)

const silence = (ms: number) => new Int16Array(ms * 24)

describe('voice activity', () => {
  const user = userRecording()

  it('detects the three utterances of the demo, and nothing else', () => {
    expect(seconds(listen([user]))).toEqual([
      'started 5.3',
      'stopped 8.3',
      'started 13.3',
      'stopped 16.6',
      'started 19.7',
      'stopped 22.8',
    ])
  })

  it('detects them in a noisy room', () => {
    const noisy = mix(user, noise(user.length, -50))
    expect(listen([noisy]).map(({ type }) => type)).toEqual(listen([user]).map(({ type }) => type))
  })

  it('detects a quiet voice', () => {
    const quiet = user.map((sample) => Math.round(sample / 8))
    expect(listen([quiet]).map(({ type }) => type)).toEqual(listen([user]).map(({ type }) => type))
  })

  it('decides the same for any chunk size', () => {
    const part = user.subarray(4.5 * 24_000, 9 * 24_000)
    const whole = listen([part])
    expect(whole).toHaveLength(2)
    fc.assert(
      fc.property(fc.array(fc.nat(part.length), { maxLength: 200 }), (cuts) => {
        expect(listen(cutAt(part, cuts))).toEqual(whole)
      }),
      { numRuns: 30 },
    )
  })

  it('detects nothing in silence', () => {
    expect(listen([silence(10_000)])).toEqual([])
  })

  it.each([-60, -50, -40, -30])('detects nothing in steady noise at %i dB', (levelDb) => {
    expect(listen([noise(10 * 24_000, levelDb)])).toEqual([])
  })

  it('detects nothing in noise that sets in', () => {
    expect(listen([silence(3_000), noise(10 * 24_000, -40)])).toEqual([])
  })

  it('counts a hiss before a voice for half the start time at most', () => {
    const tone = Int16Array.from({ length: 24_000 }, (_, i) => ((i % 160) / 160 - 0.5) * 16_000)
    const [started] = listen([join(silence(2_000), noise(24_000, -30), tone)])
    expect((started?.atSample ?? 0) / 24 - 3_000).toBeGreaterThanOrEqual(100)
    expect((started?.atSample ?? 0) / 24 - 3_000).toBeLessThanOrEqual(200)
  })

  it('ignores a click', () => {
    const click = new Int16Array(480).fill(20_000)
    expect(listen([join(silence(1_000), click, silence(500), click, silence(1_000))])).toEqual([])
  })

  it('ignores an offset of the microphone', () => {
    expect(listen([new Int16Array(5 * 24_000).fill(8_000)])).toEqual([])
  })

  it('ignores a voice shorter than the start time', () => {
    const greeting = recording('packages/simulator/speech/city-guide/greeting.wav')
    expect(listen([join(silence(500), greeting.subarray(0, 100 * 24), silence(1_500))])).toEqual([])
  })

  it('starts within the start time and 150 ms, and stops within the stop time and 150 ms', () => {
    const greeting = recording('packages/simulator/speech/city-guide/greeting.wav')
    const [started, stopped] = listen([join(silence(1_000), greeting, silence(2_000))])
    expect((started?.atSample ?? 0) / 24 - 1_000).toBeGreaterThanOrEqual(200)
    expect((started?.atSample ?? 0) / 24 - 1_000).toBeLessThan(350)
    const quietMs = ((stopped?.atSample ?? 0) - greeting.length) / 24 - 1_000
    expect(quietMs).toBeGreaterThan(500)
    expect(quietMs).toBeLessThan(850)
  })
})

const after = (levels: readonly number[], floor: NoiseFloor = silentFloor): number =>
  levels.reduce(stepNoiseFloor, floor).db

const for1s = (levelDb: number) => new Array<number>(100).fill(levelDb)

describe('noise floor', () => {
  it('rises to a fan after two seconds', () => {
    expect(after([...for1s(-50)])).toBe(-72)
    expect(after([...for1s(-50), ...for1s(-50), ...for1s(-50)])).toBe(-50)
  })

  it('does not rise for speech that pauses', () => {
    const speech = [...for1s(-20), ...new Array<number>(10).fill(-60), ...new Array<number>(90).fill(-20)]
    expect(after([...speech, ...speech, ...speech])).toBe(-60)
  })

  it('falls at once', () => {
    expect(after([...for1s(-40), ...for1s(-40), ...for1s(-40), -65])).toBe(-65)
  })

  it('never rises above a level that a voice can exceed', () => {
    expect(after([...for1s(-5), ...for1s(-5), ...for1s(-5)])).toBe(-30)
  })
})
