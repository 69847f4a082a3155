import { createResampler } from './create-resampler.ts'
import type { ResamplerQuality } from './low-pass-filter.ts'
import {
  fitTone,
  frequencies,
  makeTone,
  toDb,
  toneAmplitude,
  type ToneFit,
} from './measure-tone.test-support.ts'

const pairs = [
  [48_000, 24_000],
  [44_100, 24_000],
  [32_000, 24_000],
  [22_050, 24_000],
  [16_000, 24_000],
  [11_025, 24_000],
  [8_000, 24_000],
  [96_000, 24_000],
  [24_000, 48_000],
  [24_000, 44_100],
  [48_000, 8_000],
  [48_000, 44_100],
  // Without a row of taps for each phase.
  [44_101, 24_000],
  [24_000, 44_101],
] as const

const seconds = 0.15

const pass = (from: number, to: number, quality: ResamplerQuality, hz: number): ToneFit =>
  fitTone(createResampler({ from, to, quality }).process(makeTone(from, hz, from * seconds)), to, hz)

const gainDb = ({ amplitude }: ToneFit): number => toDb(amplitude / toneAmplitude)
const besideDb = ({ residualRms }: ToneFit): number => toDb(residualRms / (toneAmplitude / Math.SQRT2))
const levelDb = ({ rms }: ToneFit): number => toDb(rms / (toneAmplitude / Math.SQRT2))

/** Start of the stop band, in parts of the lower Nyquist frequency. */
const stopOf = { standard: 1, 'low-latency': 1.1 }

describe.each(pairs)('resampling from %i to %i Hz', (from, to) => {
  const nyquist = Math.min(from, to) / 2

  describe.each(['standard', 'low-latency'] as const)('in %s quality', (quality) => {
    it('is flat within 0.01 dB to 0.9 of the lower Nyquist frequency', () => {
      for (const hz of frequencies(200, 0.9 * nyquist, 10))
        expect(Math.abs(gainDb(pass(from, to, quality, hz)))).toBeLessThanOrEqual(0.01)
      expect(gainDb(pass(from, to, quality, 0.91 * nyquist))).toBeGreaterThanOrEqual(-0.1)
    })

    it('adds nothing to a tone: 100 dB down to the limit, 110 dB at 1 kHz', () => {
      const last = quality === 'standard' ? 0.99 : 0.9
      for (const hz of frequencies(0.5 * nyquist, last * nyquist, 5))
        expect(besideDb(pass(from, to, quality, hz))).toBeLessThanOrEqual(-100)
      expect(besideDb(pass(from, to, quality, 1000))).toBeLessThanOrEqual(-110)
    })

    const first = stopOf[quality] * 1.0005 * nyquist
    const last = (from / 2) * 0.999
    const tones = [...frequencies(first, 1.25 * nyquist, 10), ...frequencies(1.25 * nyquist, last, 5)]
    const unwanted = tones.filter((hz) => hz >= first && hz <= last)
    if (unwanted.length > 0)
      it('attenuates aliases by 100 dB', () => {
        for (const hz of unwanted) expect(levelDb(pass(from, to, quality, hz))).toBeLessThanOrEqual(-100)
      })
  })
})
