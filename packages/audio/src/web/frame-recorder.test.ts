import fc from 'fast-check'
import { fromPcm16 } from '../pcm16.ts'
import { fitTone, makeTone, toDb } from '../resampler/measure-tone.test-support.ts'
import { createFrameRecorder, type RecordedFrame } from './frame-recorder.ts'

/** Records a sound quantum by quantum, from `firstFrame` of the context on. */
const record = (
  sampleRate: number,
  sound: Float32Array,
  firstFrame = 0,
  quantum = 128,
): readonly RecordedFrame[] => {
  const frames: RecordedFrame[] = []
  const recorder = createFrameRecorder(sampleRate, (frame) => frames.push(frame))
  for (let at = 0; at < sound.length; at += quantum)
    recorder.add(sound.subarray(at, at + quantum), firstFrame + at)
  return frames
}

const joined = (frames: readonly RecordedFrame[]): Float32Array =>
  new Float32Array(frames.flatMap(({ pcm }) => [...fromPcm16(pcm)]))

describe('createFrameRecorder', () => {
  it.each([8_000, 16_000, 44_100, 48_000, 96_000, 384_000, 768_000])(
    'returns frames of 20 ms at 24 kHz from %i Hz',
    (sampleRate) => {
      const frames = record(sampleRate, new Float32Array(sampleRate))
      expect(frames.map(({ pcm }) => pcm.length)).toEqual(Array.from({ length: 50 }, () => 480))
    },
  )

  it.each([44_100, 48_000])('keeps the level and adds no noise, at %i Hz', (sampleRate) => {
    const sound = joined(record(sampleRate, makeTone(sampleRate, 1_000, sampleRate)))
    const { amplitude, rms, residualRms } = fitTone(sound, 24_000, 1_000)
    expect(toDb(amplitude)).toBeCloseTo(-1, 2)
    expect(toDb(rms / residualRms)).toBeGreaterThan(96)
  })

  it.each([44_100, 48_000])('reports the capture time of each frame, at %i Hz', (sampleRate) => {
    const sound = new Float32Array(sampleRate)
    sound.fill(0.5, sampleRate / 2)
    const frames = record(sampleRate, sound, 10 * sampleRate)
    const frame = frames.find(({ pcm }) => pcm.some((sample) => sample > 0.25 * 32_768))
    const step = (frame?.pcm ?? new Int16Array(0)).findIndex((sample) => sample > 0.25 * 32_768)
    expect((frame?.atSeconds ?? 0) + step / 24_000).toBeCloseTo(10.5, 4)
  })

  it('continues at the time of the context when the browser skips quanta', () => {
    const frames: RecordedFrame[] = []
    const recorder = createFrameRecorder(48_000, (frame) => frames.push(frame))
    for (let at = 0; at < 48_000; at += 128)
      if (at < 12_800 || at >= 24_576) recorder.add(new Float32Array(128), at)
    const last = frames.at(-1)
    expect(last?.atSeconds).toBeGreaterThan(0.95)
    expect(last?.atSeconds).toBeLessThan(0.98)
  })

  it('reports evenly spaced capture times when the browser gives a quantum the position of the one before it', () => {
    const timesOf = (positionOf: (at: number) => number) => {
      const times: number[] = []
      const recorder = createFrameRecorder(48_000, ({ atSeconds }) => times.push(atSeconds))
      for (let at = 0; at < 48_000; at += 128) recorder.add(new Float32Array(128), positionOf(at))
      return times
    }
    const expected = timesOf((at) => at)
    for (let wrong = 128; wrong < 9_600; wrong += 128)
      expect(timesOf((at) => (at === wrong ? at - 128 : at))).toEqual(expected)
  })

  it('returns the same frames for quanta of any length', () => {
    const sound = makeTone(44_100, 700, 22_050)
    const whole = record(44_100, sound, 0, 22_050)
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_048 }), (quantum) => {
        expect(record(44_100, sound, 0, quantum).map(({ pcm }) => pcm)).toEqual(whole.map(({ pcm }) => pcm))
      }),
      { numRuns: 20 },
    )
  })
})
