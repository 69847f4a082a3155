import {
  fitTone,
  frequencies,
  makeTone,
  toDb,
  toneAmplitude,
} from '../../../packages/audio/src/resampler/measure-tone.test-support.ts'
import type { Converter } from './converters.ts'

/** Quality of one resampler. Frequencies are fractions of the lower Nyquist frequency. */
export interface Quality {
  readonly name: string
  /** Largest deviation of the gain to 0.9, in dB. */
  readonly rippleDb: number
  /** Frequency at which the gain falls below −0.1 dB. */
  readonly edge: number
  /** Level of the loudest remaining tone or image from 1.0 and from 1.1 on, in dB. */
  readonly rejectionDb: number
  readonly farRejectionDb: number
  /** A tone of 1 kHz against all that is not that tone, in dB. */
  readonly snrDb: number
  readonly latencyMs: number
}

const seconds = 0.4
const chunkMs = 20
const rms = toneAmplitude / Math.SQRT2

const convert = async ({ open }: Converter, from: number, to: number, samples: Float32Array) => {
  const { process, close } = await open(from, to)
  const chunks: Float32Array[] = []
  let laggedMs = 0
  let made = 0
  for (let at = 0, chunk = 1; at < samples.length; chunk++) {
    const end = Math.floor((chunk * chunkMs * from) / 1000)
    const part = process(samples.subarray(at, end)).slice()
    at = Math.min(end, samples.length)
    made += part.length
    chunks.push(part)
    if (at > samples.length / 2) laggedMs = Math.max(laggedMs, (at / from - made / to) * 1000)
  }
  close?.()
  return { samples: Float32Array.from(chunks.flatMap((part) => [...part])), laggedMs }
}

const measureLatency = async (converter: Converter, from: number, to: number): Promise<number> => {
  const pulse = Float32Array.from({ length: from * 0.4 }, (_, i) =>
    Math.exp(-0.5 * ((i / from - 0.2) / 0.0005) ** 2),
  )
  const { samples, laggedMs } = await convert(converter, from, to, pulse)
  let energy = 0
  let moment = 0
  samples.forEach((sample, i) => {
    energy += sample * sample
    moment += sample * sample * i
  })
  return (moment / energy / to - 0.2) * 1000 + laggedMs
}

/** Gives the first place where the gain falls below a level, on a straight line between two tones. */
const crossing = (
  tones: readonly { readonly place: number; readonly gain: number }[],
  level: number,
): number => {
  const below = tones.findIndex(({ gain }) => gain < level)
  const [before, after] = [tones[below - 1], tones[below]]
  if (before === undefined || after === undefined) return NaN
  return before.place + ((after.place - before.place) * (before.gain - level)) / (before.gain - after.gain)
}

/** Measures one resampler with tones at −1 dBFS, one at a time, and a pulse, in chunks of 20 ms. */
export const measureQuality = async (
  converter: Converter,
  [from, to]: readonly [number, number],
): Promise<Quality> => {
  const nyquist = Math.min(from, to) / 2
  const pass = async (hz: number) => {
    const { samples } = await convert(converter, from, to, makeTone(from, hz, from * seconds))
    const { amplitude, rms: level, residualRms } = fitTone(samples, to, hz)
    return {
      place: hz / nyquist,
      gain: toDb(amplitude / toneAmplitude),
      level: toDb(level / rms),
      rest: toDb(residualRms / rms),
    }
  }
  const passAll = async (tones: readonly number[]) => {
    const passed: Awaited<ReturnType<typeof pass>>[] = []
    for (const hz of tones) passed.push(await pass(hz))
    return passed
  }
  const reference = await pass(1000)
  const within = await passAll([
    ...frequencies(100, 0.8 * nyquist, 40),
    ...frequencies(0.805 * nyquist, 0.9 * nyquist, 20),
    ...frequencies(0.902 * nyquist, 0.999 * nyquist, 40),
  ])
  const last = (from / 2) * 0.999
  const above = await passAll(
    from > to
      ? [
          ...frequencies(1.001 * nyquist, Math.min(1.25 * nyquist, last), 50),
          ...frequencies(Math.min(1.26 * nyquist, last), last, 40),
        ]
      : [],
  )
  // Upwards, the image of a tone lies as far above the limit as the tone lies below.
  const rejectionFrom = (place: number): number =>
    from > to
      ? -Math.max(...above.filter((tone) => tone.place >= place).map(({ level }) => level))
      : -Math.max(...within.filter((tone) => tone.place <= 2 - place).map(({ rest }) => rest))
  const deviations = within.map(({ place, gain }) => ({ place, gain: gain - reference.gain }))
  return {
    name: converter.name,
    rippleDb: Math.max(...deviations.filter(({ place }) => place < 0.9001).map(({ gain }) => Math.abs(gain))),
    edge: crossing(deviations, -0.1),
    rejectionDb: rejectionFrom(1.0005),
    farRejectionDb: rejectionFrom(1.0999),
    snrDb: reference.gain - reference.rest,
    latencyMs: await measureLatency(converter, from, to),
  }
}
