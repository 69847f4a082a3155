import { createLagFinder } from './find-lag.ts'
import { createSampleRing } from './sample-ring.ts'

const rate = 24_000

const finderOver = (sampleAt: (i: number) => number, samples = 4_800) => {
  const ring = createSampleRing()
  ring.append(
    Int16Array.from({ length: samples }, (_, i) => sampleAt(i)),
    0,
  )
  return createLagFinder(ring, rate / 1_000)
}

/** A voice: harmonics of its pitch that fall off. */
const voiced =
  (pitchHz: number) =>
  (i: number): number =>
    [1, 2, 3, 4, 5].reduce(
      (sum, n) => sum + (8_000 / n) * Math.sin((2 * Math.PI * n * pitchHz * i) / rate + n * n),
      0,
    )

/** Noise without a pitch, the same each time. */
const noise = (i: number): number => ((Math.imul(i + 1, 2_654_435_761) ^ (i * 40_503)) % 9_000) | 0

describe('createLagFinder', () => {
  it.each([80, 120, 200, 300, 390])('finds whole periods of a voice of %d Hz', (pitchHz) => {
    const finder = finderOver(voiced(pitchHz))
    for (const direction of [1, -1] as const) {
      const lag = finder.find(2_400, direction, 0, 4_800)
      const periods = (lag * direction * pitchHz) / rate
      expect(periods).toBeGreaterThan(0.9)
      expect(Math.abs(periods - Math.round(periods))).toBeLessThan(0.02 * Math.round(periods))
    }
  })

  it('finds nothing in noise', () => {
    expect(finderOver(noise).find(2_400, 1, 0, 4_800)).toBe(0)
    expect(finderOver(noise).find(2_400, -1, 0, 4_800)).toBe(0)
  })

  it('takes the longest lag, 15 ms, in a pause', () => {
    expect(finderOver((i) => i % 3).find(2_400, 1, 0, 4_800)).toBe(360)
    expect(finderOver((i) => i % 3).find(2_400, -1, 0, 4_800)).toBe(-360)
  })

  it('reads nothing outside of the audio it was given', () => {
    const finder = finderOver(voiced(100))
    expect(finder.find(2_400, -1, 2_300, 4_800)).toBeGreaterThanOrEqual(-100)
    expect(finder.find(2_400, 1, 0, 2_800)).toBeLessThanOrEqual(200)
    expect(finder.find(2_400, 1, 0, 2_500)).toBe(0)
    expect(finder.find(2_400, -1, 0, 2_500)).toBe(0)
  })
})
