import fc from 'fast-check'
import { InvalidOptionError } from './errors.ts'
import { mixToMono } from './mix-to-mono.ts'

const inRange = fc.float32Array({ min: -1, max: 1, noNaN: true })

describe('mixToMono', () => {
  it('returns the mean of the channels', () => {
    expect(mixToMono([Float32Array.of(1, 0.5), Float32Array.of(0, -0.5), Float32Array.of(-0.25, 0)])).toEqual(
      Float32Array.of(0.25, 0),
    )
  })

  it('does not change one channel, or equal channels', () => {
    fc.assert(
      fc.property(inRange, fc.integer({ min: 1, max: 4 }), (samples, count) => {
        const mono = mixToMono(Array.from({ length: count }, () => samples))
        mono.forEach((sample, i) => expect(sample).toBeCloseTo(samples[i] ?? NaN, 6))
      }),
    )
  })

  it('never clips', () => {
    const channels = fc.array(
      fc.float32Array({ min: -1, max: 1, noNaN: true, minLength: 16, maxLength: 16 }),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(channels, (all) =>
        expect(mixToMono(all).every((sample) => Math.abs(sample) <= 1)).toBe(true),
      ),
    )
  })

  it('copies a single channel', () => {
    const samples = Float32Array.of(0.5)
    const mono = mixToMono([samples])
    samples.fill(0)
    expect(mono).toEqual(Float32Array.of(0.5))
  })

  it('refuses no channels, and channels of different lengths', () => {
    expect(() => mixToMono([])).toThrow(InvalidOptionError)
    expect(() => mixToMono([new Float32Array(1), new Float32Array(2)])).toThrow(InvalidOptionError)
  })
})
