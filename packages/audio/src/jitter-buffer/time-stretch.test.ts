import { createLagFinder, createSpliceReader } from './time-stretch.ts'
import { createSampleRing } from './turn-playback.ts'

const rate = 24_000

const finderOver = (sampleAt: (i: number) => number, samples = 4_800) => {
  const ring = createSampleRing()
  ring.append(
    Int16Array.from({ length: samples }, (_, i) => sampleAt(i)),
    0,
  )
  return createLagFinder(ring, rate / 1_000)
}

/** A voiced sound: harmonics of its pitch with decreasing amplitudes. */
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
  it.each([80, 120, 200, 300, 390])('finds whole periods of a voiced sound of %d Hz', (pitchHz) => {
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

  it('returns the longest lag, 15 ms, in a pause', () => {
    expect(finderOver((i) => i % 3).find(2_400, 1, 0, 4_800)).toBe(360)
    expect(finderOver((i) => i % 3).find(2_400, -1, 0, 4_800)).toBe(-360)
  })

  it('reads no sample outside of its range', () => {
    const finder = finderOver(voiced(100))
    expect(finder.find(2_400, -1, 2_300, 4_800)).toBeGreaterThanOrEqual(-100)
    expect(finder.find(2_400, 1, 0, 2_800)).toBeLessThanOrEqual(200)
    expect(finder.find(2_400, 1, 0, 2_500)).toBe(0)
    expect(finder.find(2_400, -1, 0, 2_500)).toBe(0)
  })
})

/** A reader over a staircase: a new level every 100 samples. */
const createOverStairs = () => {
  const ring = createSampleRing()
  ring.append(
    Int16Array.from({ length: 1_000 }, (_, i) => 3_276 * Math.floor(i / 100)),
    0,
  )
  const reader = createSpliceReader(ring, 120)
  reader.begin(450, false)
  return { ring, reader }
}

const read = (reader: ReturnType<typeof createSpliceReader>, count: number): readonly number[] => {
  const out = new Float32Array(count)
  reader.read(out, 0, count)
  return [...out]
}

describe('createSpliceReader', () => {
  it.each([200, -200])('cross-fades to the sound %d samples ahead, and continues there', (lag) => {
    const { ring, reader } = createOverStairs()
    reader.splice(lag)
    const sound = read(reader, 200)
    expect(sound[0]).toBeCloseTo(ring.at(450), 2)
    expect(sound[199]).toBeCloseTo(ring.at(450 + 199 + lag), 2)
    const middle = (ring.at(450 + 100) + ring.at(450 + 100 + lag)) / 2
    expect(sound[100]).toBeCloseTo(middle, 2)
    expect(reader.spliceRemaining()).toBe(0)
    expect(reader.position()).toBe(450 + 200 + lag)
    expect(read(reader, 1)[0]).toBe(ring.at(650 + lag))
  })

  it('has the same positions for reads of any length', () => {
    const { reader } = createOverStairs()
    reader.splice(150)
    const positions = Array.from({ length: 150 }, () => {
      read(reader, 1)
      return reader.position()
    })
    expect(positions).toEqual(Array.from({ length: 150 }, (_, i) => 450 + 2 * (i + 1)))
  })

  it('predicts the next samples, also in a splice, and repeats the last sample at the end', () => {
    const { ring, reader } = createOverStairs()
    reader.splice(200)
    read(reader, 30)
    const predicted = Array.from({ length: 120 }, (_, i) => reader.ahead(i, 1_000))
    expect(predicted.map(Math.fround)).toEqual(read(reader, 120))
    expect(reader.ahead(500, 1_000)).toBe(ring.at(999))
  })
})
