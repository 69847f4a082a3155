import fc from 'fast-check'
import { InvalidOption } from '../errors/invalid-option.ts'
import { createResampler } from './create-resampler.ts'

const sine = (rate: number, hz: number, length: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => 0.5 * Math.sin((2 * Math.PI * hz * i) / rate))

describe('createResampler', () => {
  it.each([
    [48_000, 24_000],
    [44_100, 24_000],
    [16_000, 24_000],
    [8_000, 24_000],
    [24_000, 48_000],
  ])('keeps a tone from %i to %i Hz, later by its latency', (from, to) => {
    const resampler = createResampler({ from, to })
    const made = resampler.process(sine(from, 1000, from / 10))
    const late = resampler.latencyMs / 1000
    made.forEach((sample, i) => {
      if (i / to > 2 * late)
        expect(sample).toBeCloseTo(0.5 * Math.sin(2 * Math.PI * 1000 * (i / to - late)), 4)
    })
  })

  it('gives the same samples whatever the chunks', () => {
    const rates = fc.constantFrom(8_000, 16_000, 24_000, 44_100, 48_000)
    const chunks = fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 8 })
    fc.assert(
      fc.property(rates, rates, chunks, (from, to, lengths) => {
        const total = lengths.reduce((sum, length) => sum + length, 0)
        const samples = sine(from, 700, total)
        const resampler = createResampler({ from, to })
        let at = 0
        const parts = lengths.map((length) => resampler.process(samples.subarray(at, (at += length))))
        const whole = createResampler({ from, to }).process(samples)
        expect(parts.flatMap((part) => [...part])).toEqual([...whole])
        expect(whole).toHaveLength(Math.ceil((total * to) / from))
      }),
      { numRuns: 30 },
    )
  })

  it('names the option that does not fit', () => {
    expect(() => createResampler({ from: 7_999, to: 24_000 })).toThrow(InvalidOption)
    expect(() => createResampler({ from: 48_000, to: 24_000.5 })).toThrow(
      /^to is 24000.5: give a sample rate/,
    )
  })
})
