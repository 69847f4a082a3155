import fc from 'fast-check'
import { InvalidOptionError } from '../errors.ts'
import { createResampler, type ResamplerOptions } from './create-resampler.ts'
import { joinSamples, processInChunks } from './process-in-chunks.test-support.ts'

const commonRate = fc.constantFrom(
  8_000,
  11_025,
  16_000,
  22_050,
  24_000,
  32_000,
  44_100,
  48_000,
  96_000,
  192_000,
  384_000,
)
const anyRate = fc.integer({ min: 8_000, max: 192_000 })
const quality = fc.constantFrom('standard', 'low-latency')
const options = fc.record({ from: commonRate, to: commonRate, quality })
const sample = fc.float({ min: -1, max: 1, noNaN: true })
const chunkLengths = fc.array(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 3_000 })), {
  minLength: 1,
  maxLength: 8,
})

const noise = (length: number, seed: number): Float32Array => {
  let state = seed
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return state / 2 ** 31
  })
}

const resample = (given: ResamplerOptions, samples: Float32Array): Float32Array =>
  createResampler(given).process(samples)

describe('createResampler', () => {
  it('returns the same samples, in the promised number, for any division into chunks', () => {
    fc.assert(
      fc.property(
        fc.oneof(options, fc.record({ from: anyRate, to: anyRate })),
        chunkLengths,
        fc.integer(),
        (given, lengths, seed) => {
          const samples = noise(
            lengths.reduce((sum, length) => sum + length, 0),
            seed,
          )
          const whole = resample(given, samples)
          const made = processInChunks(createResampler(given), samples, lengths)
          expect(made.findIndex((value, i) => value !== whole[i])).toBe(-1)
          expect(made).toHaveLength(whole.length)
          expect(whole).toHaveLength(Math.ceil((samples.length * given.to) / given.from))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('is linear', () => {
    fc.assert(
      fc.property(options, fc.integer(), sample, sample, (given, seed, a, b) => {
        const x = noise(600, seed)
        const y = noise(600, seed + 1)
        const [ofX, ofY] = [resample(given, x), resample(given, y)]
        const ofBoth = resample(
          given,
          x.map((value, i) => a * value + b * (y[i] ?? 0)),
        )
        const errors = ofBoth.map((value, i) => Math.abs(value - a * (ofX[i] ?? 0) - b * (ofY[i] ?? 0)))
        expect(Math.max(...errors)).toBeLessThan(1e-6)
      }),
      { numRuns: 30 },
    )
  })

  it('keeps a constant', () => {
    fc.assert(
      fc.property(options, sample, (given, level) => {
        const resampler = createResampler(given)
        const settled = Math.ceil((2 * resampler.latencyMs * given.to) / 1000) + 1
        const made = resampler.process(new Float32Array(given.from / 25).fill(level)).subarray(settled)
        const errors = made.map((value) => Math.abs(value - level))
        // Below 2^-126 the digits of a float of 32 bits stand where they stand there.
        expect(Math.max(...errors)).toBeLessThanOrEqual(1e-5 * Math.max(Math.abs(level), 2 ** -126))
      }),
      { numRuns: 40, examples: [[{ from: 48_000, to: 44_100, quality: 'standard' }, -1.82e-44]] },
    )
  })

  it.each([
    [48_000, 24_000],
    [16_000, 24_000],
    [24_000, 48_000],
  ])('keeps a constant to the last bit from %i to %i Hz', (from, to) => {
    const made = resample({ from, to }, new Float32Array(1_000).fill(0.7))
    expect(new Set(made.subarray(250))).toEqual(new Set([Math.fround(0.7)]))
  })

  it('returns samples that later input does not change', () => {
    const samples = noise(2_000, 1)
    const changed = samples.slice().fill(NaN, 1_000)
    for (const [from, to] of [
      [48_000, 24_000],
      [16_000, 24_000],
      [44_100, 24_000],
      [24_000, 44_100],
    ] as const) {
      const known = Math.ceil((1_000 * to) / from)
      const [right, made] = [resample({ from, to }, samples), resample({ from, to }, changed)]
      expect(made.subarray(0, known)).toEqual(right.subarray(0, known))
      expect(made[known]).toBeNaN()
    }
  })

  it('recovers from a NaN sample', () => {
    for (const [from, to] of [
      [48_000, 24_000],
      [44_100, 24_000],
      [24_000, 44_100],
    ] as const) {
      const samples = noise(2_000, 1)
      const changed = samples.with(1_000, NaN)
      const parts = [1_001, 0, 99, 900]
      const [right, made] = [samples, changed].map((given) =>
        processInChunks(createResampler({ from, to }), given, parts),
      )
      const clean = Math.ceil((1_300 * to) / from)
      expect(made?.subarray(clean)).toEqual(right?.subarray(clean))
    }
  })

  it.each([
    [48_000, 24_000, 53.5 / 24, 26 / 24],
    [44_100, 24_000, 56.5 / 24, 29 / 24],
    [16_000, 24_000, 53.5 / 16, 26 / 16],
    [8_000, 24_000, 53.5 / 8, 26 / 8],
    [24_000, 44_100, 56.5 / 24, 29 / 24],
  ])(
    'has a delay from %i to %i Hz of %d ms, and of %d ms in low-latency quality',
    (from, to, standardMs, lowMs) => {
      for (const [quality, latencyMs] of [
        ['standard', standardMs],
        ['low-latency', lowMs],
      ] as const) {
        const resampler = createResampler({ from, to, quality })
        const pulse = Float32Array.from({ length: from / 5 }, (_, i) =>
          Math.exp(-0.5 * ((i / from - 0.1) / 0.0005) ** 2),
        )
        const energies = resampler.process(pulse).map((value) => value * value)
        const energy = energies.reduce((sum, value) => sum + value, 0)
        const centre = energies.reduce((sum, value, i) => sum + value * (i / to), 0) / energy
        expect((centre - 0.1) * 1000).toBeCloseTo(latencyMs, 3)
        expect(resampler.latencyMs).toBeCloseTo(latencyMs, 9)
      }
    },
  )

  it('returns the end of a stream on flush, and begins a new one', () => {
    const given = { from: 48_000, to: 24_000 }
    const samples = noise(1_000, 7)
    const resampler = createResampler(given)
    const made = joinSamples([resampler.process(samples), resampler.flush()])
    expect(made).toEqual(resample(given, joinSamples([samples, new Float32Array(107)])))
    expect(made).toHaveLength(Math.ceil(1_107 / 2))
    expect(resampler.process(samples)).toEqual(resample(given, samples))
  })

  it('copies for equal rates', () => {
    const samples = noise(100, 3)
    const resampler = createResampler({ from: 24_000, to: 24_000 })
    const made = resampler.process(samples)
    expect(made).toEqual(samples)
    expect(made.buffer).not.toBe(samples.buffer)
    expect(resampler.flush()).toHaveLength(0)
    expect(resampler.latencyMs).toBe(0)
  })

  it('resamples interleaved channels independently', () => {
    const given = { from: 44_100, to: 24_000 }
    const channels = [noise(1_500, 1), noise(1_500, 2), noise(1_500, 3)]
    const interleaved = Float32Array.from(
      { length: 4_500 },
      (_, i) => channels[i % 3]?.[Math.floor(i / 3)] ?? 0,
    )
    const made = processInChunks(createResampler({ ...given, channels: 3 }), interleaved, [3, 30, 0, 4_467])
    channels.forEach((samples, channel) => {
      expect(made.filter((_, i) => i % 3 === channel)).toEqual(resample(given, samples))
    })
    expect(() => createResampler({ ...given, channels: 2 }).process(new Float32Array(3))).toThrow(
      'samples.length is 3: give a multiple of 2 channels',
    )
  })

  it('resamples several streams independently', () => {
    const given = { from: 16_000, to: 24_000 }
    const [a, b] = [noise(900, 1), noise(900, 2)]
    const [first, second] = [createResampler(given), createResampler(given)]
    const parts = [0, 300, 600].map((at) => [
      first.process(a.subarray(at, at + 300)),
      second.process(b.subarray(at, at + 300)),
    ])
    expect(joinSamples(parts.flatMap(([part = a]) => [part]))).toEqual(resample(given, a))
    expect(joinSamples(parts.flatMap(([, part = b]) => [part]))).toEqual(resample(given, b))
  })

  it.each([
    [{ from: 7_999, to: 24_000 }, 'from', 'from is 7999: give a sample rate in whole Hz from 8000 to 768000'],
    [
      { from: 44_100.5, to: 24_000 },
      'from',
      'from is 44100.5: give a sample rate in whole Hz from 8000 to 768000',
    ],
    [{ from: 24_000, to: 768_001 }, 'to', 'to is 768001: give a sample rate in whole Hz from 8000 to 768000'],
    [{ from: 24_000, to: NaN }, 'to', 'to is NaN: give a sample rate in whole Hz from 8000 to 768000'],
    [
      { from: 8_000, to: 24_000, channels: 0 },
      'channels',
      'channels is 0: give a whole number of channels from 1 to 32',
    ],
    [
      { from: 8_000, to: 24_000, quality: 'best' as never },
      'quality',
      "quality is best: choose 'standard' or 'low-latency'",
    ],
  ])('reports the wrong option of %j', (given, option, message) => {
    let thrown: unknown
    try {
      createResampler(given)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(InvalidOptionError)
    expect(thrown).toMatchObject({ _tag: 'InvalidOptionError', option, message })
  })
})
