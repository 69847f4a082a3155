import { InvalidOptionError } from '../errors.ts'
import { prepareFastFirStage } from './fast-fir-stage.ts'
import { createHeapLayout, type KernelSet, plainKernels } from './kernels.ts'
import {
  type FilterShape,
  type OpenStage,
  type ResamplerQuality,
  rowAt,
  rowLengthOf,
  sharpShapes,
  smoothShape,
  type Stage,
  type Step,
} from './low-pass-filter.ts'

/** Largest table of rows, in numbers; beyond it, outputs are interpolated between the rows of a smaller table. */
const roomForRows = 16_384

/** True when a step has a row for each of its phases. */
const hasAllRows = (step: Step): boolean => step.up * rowLengthOf(step) <= roomForRows

/**
 * Prepares a step between any rates through a short filter: a row of taps for each phase. Where these are too many there
 * are 1024 rows for each sample of the lower rate; linear interpolation between two of them has an error below −115 dB.
 */
export const preparePolyphaseStage = (step: Step, capacity: number, kernelSet: KernelSet): OpenStage => {
  const { up, down } = step
  const rowLength = Math.ceil(rowLengthOf(step) / 4) * 4
  const intervals = hasAllRows(step) ? up : Math.ceil(1024 * step.lower)
  const rowCount = hasAllRows(step) ? up : intervals + 1
  const past = rowLength - 1
  const { reserve, size } = createHeapLayout()
  const rows = reserve(rowCount * rowLength)
  const samples = reserve(past + capacity)
  const out = reserve(Math.ceil((capacity * up) / down) + 1)
  const kernels = (hasAllRows(step) ? kernelSet : plainKernels).open(size())
  const { heap } = kernels
  for (let row = 0; row < rowCount; row++)
    rowAt(step, row / intervals).forEach((tap, k) => (heap[rows + (row + 1) * rowLength - 1 - k] = tap))

  return () => {
    let held: Float32Array = new Float32Array(past)
    let phase = 0
    let at = 0
    return {
      push: (chunk) => {
        heap.set(held, samples)
        heap.set(chunk, samples + past)
        const count = Math.max(0, Math.ceil(((chunk.length - at) * up - phase) / down))
        kernels.rows({
          rows,
          rowLength,
          rowCount,
          phases: up,
          wholeStep: Math.floor(down / up),
          phaseStep: down % up,
          samples: samples + at,
          phase,
          out,
          count,
        })
        held = kernels.read(samples + chunk.length, samples + chunk.length + past)
        const walked = phase + count * down
        at += Math.floor(walked / up) - chunk.length
        phase = walked % up
        return kernels.read(out, out + count)
      },
    }
  }
}

/** Options of a resampler. */
export interface ResamplerOptions {
  /** Sample rate of the input: whole Hz from 8 000 to 768 000. */
  readonly from: number
  /** Sample rate of the output: whole Hz from 8 000 to 768 000. */
  readonly to: number
  /** @defaultValue `'standard'` */
  readonly quality?: ResamplerQuality
  /** Channels interleaved in input and output, from 1 to 32. @defaultValue one channel */
  readonly channels?: number
}

/** Changes the sample rate of one stream, chunk by chunk. */
export interface Resampler {
  /**
   * Takes the next samples and returns all samples that they complete: after `n` samples, `ceil(n · to / from)` were
   * returned in all, the same ones for any division into chunks. The returned array belongs to the caller.
   *
   * @throws {InvalidOptionError} when the length is not a multiple of the channels.
   */
  process(samples: Float32Array): Float32Array
  /** Returns the last `latencyMs` of the stream, which are still inside; the next `process` begins a new stream. */
  flush(): Float32Array
  /** Delay from input to output, in milliseconds. */
  readonly latencyMs: number
}

const isWholeWithin = (value: unknown, low: number, high: number): boolean =>
  Number.isInteger(value) && Number(value) >= low && Number(value) <= high

const qualities: readonly unknown[] = ['standard', 'low-latency'] satisfies ResamplerQuality[]

/** Fills in the defaults. @throws {InvalidOptionError} for the first option outside of its range. */
const readResamplerOptions = (options: ResamplerOptions): Required<ResamplerOptions> => {
  const { from, to, quality = 'standard', channels = 1 } = options
  for (const [option, rate] of Object.entries({ from, to }))
    if (!isWholeWithin(rate, 8_000, 768_000))
      throw new InvalidOptionError(option, rate, 'give a sample rate in whole Hz from 8000 to 768000')
  if (!qualities.includes(quality))
    throw new InvalidOptionError('quality', quality, "choose 'standard' or 'low-latency'")
  if (!isWholeWithin(channels, 1, 32))
    throw new InvalidOptionError('channels', channels, 'give a whole number of channels from 1 to 32')
  return { from, to, quality, channels }
}

/** Extracts one channel of interleaved samples. */
const pickChannel = (samples: Float32Array, channel: number, channels: number): Float32Array => {
  const picked = new Float32Array(samples.length / channels)
  for (let i = 0, at = channel; i < picked.length; i++, at += channels) picked[i] = samples[at] ?? 0
  return picked
}

/** Interleaves channels of equal length. */
const interleave = (channels: readonly Float32Array[]): Float32Array => {
  const joined = new Float32Array(channels.reduce((sum, { length }) => sum + length, 0))
  channels.forEach((samples, channel) => {
    for (let i = 0, at = channel; i < samples.length; i++, at += channels.length) joined[at] = samples[i] ?? 0
  })
  return joined
}

/** A conversion from one rate to another, prepared for any number of streams. */
interface Conversion {
  /** Delay from input to output, in samples of the input. */
  readonly delay: number
  readonly openStream: () => Stage
}

/** Samples at the higher rate that fit into the memory of a conversion. */
const roomFor = 2_048

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b)

const stepBetween = (from: number, to: number, lowest: number, shape: FilterShape): Step => {
  const divisor = greatestCommonDivisor(from, to)
  return { up: to / divisor, down: from / divisor, shape, lower: lowest / from }
}

const isSmallRatio = ({ up, down }: Step): boolean => Math.min(up, down) <= 4 && Math.max(up, down) <= 24

/** Passes samples through one stage after the other, a block at a time. */
const openPipeline = (stages: readonly Stage[], block: number): Stage => ({
  push: (samples) => {
    const parts: Float32Array[] = []
    for (let at = 0; at < samples.length; at += block)
      parts.push(stages.reduce((part, stage) => stage.push(part), samples.subarray(at, at + block)))
    const [only] = parts
    if (only !== undefined && parts.length === 1) return only
    const joined = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0))
    let at = 0
    for (const part of parts) {
      joined.set(part, at)
      at += part.length
    }
    return joined
  },
})

/**
 * Prepares a conversion. A small ratio is one step through the sharp filter. Any other ratio takes two steps, so that the
 * sharp filter works at a ratio of two and only a short filter needs a row of taps for each phase: down through twice the
 * output rate, up through twice the input rate.
 */
const prepareConversion = (
  from: number,
  to: number,
  quality: ResamplerQuality,
  kernels: KernelSet,
): Conversion => {
  const lowest = Math.min(from, to)
  const block = Math.ceil((roomFor * lowest) / to)
  const sharp = sharpShapes[quality]
  const stages: OpenStage[] = []
  let halfLengths = sharp.halfLength
  const direct = stepBetween(from, to, lowest, sharp)
  if (from === to) halfLengths = 0
  else if (isSmallRatio(direct)) stages.push(prepareFastFirStage(direct, block, kernels))
  else {
    halfLengths += smoothShape.halfLength
    const middle = 2 * lowest
    const middleBlock = Math.ceil((block * middle) / from) + 1
    if (from > to)
      stages.push(
        preparePolyphaseStage(stepBetween(from, middle, lowest, smoothShape), block, kernels),
        prepareFastFirStage(stepBetween(middle, to, lowest, sharp), middleBlock, kernels),
      )
    else
      stages.push(
        prepareFastFirStage(stepBetween(from, middle, lowest, sharp), block, kernels),
        preparePolyphaseStage(stepBetween(middle, to, lowest, smoothShape), middleBlock, kernels),
      )
  }
  return {
    delay: (halfLengths * from) / lowest,
    openStream: () =>
      stages.length === 0
        ? { push: (samples) => samples.slice() }
        : openPipeline(
            stages.map((open) => open()),
            block,
          ),
  }
}

/** Number of conversions kept for further streams between the same rates. */
const keptConversions = 16

/** Creates a `createResampler` function on one implementation of the inner loops. */
export const createResamplerOn = (kernels: KernelSet): ((options: ResamplerOptions) => Resampler) => {
  const kept = new Map<string, Conversion>()
  const conversionFor = ({ from, to, quality }: Required<ResamplerOptions>): Conversion => {
    const key = `${from} ${to} ${quality}`
    const conversion = kept.get(key) ?? prepareConversion(from, to, quality, kernels)
    kept.delete(key)
    kept.set(key, conversion)
    const [oldest] = kept.keys()
    if (kept.size > keptConversions && oldest !== undefined) kept.delete(oldest)
    return conversion
  }

  return (given) => {
    const options = readResamplerOptions(given)
    const { from, channels } = options
    const { delay, openStream } = conversionFor(options)
    const openStreams = () => Array.from({ length: channels }, openStream)
    let streams = openStreams()

    const process = (samples: Float32Array): Float32Array => {
      if (samples.length % channels !== 0)
        throw new InvalidOptionError(
          'samples.length',
          samples.length,
          `give a multiple of ${channels} channels`,
        )
      const [only] = streams
      if (only !== undefined && channels === 1) return only.push(samples)
      return interleave(
        streams.map((stream, channel) => stream.push(pickChannel(samples, channel, channels))),
      )
    }
    return {
      process,
      flush: () => {
        const rest = process(new Float32Array(Math.ceil(delay) * channels))
        streams = openStreams()
        return rest
      },
      latencyMs: (delay / from) * 1000,
    }
  }
}

/**
 * Creates a resampler between any two rates from 8 to 768 kHz: flat within 0.01 dB to 0.9 of the lower Nyquist frequency
 * and 100 dB down from that frequency on, with a delay of 2.4 milliseconds at 24 kHz. Several channels are interleaved in
 * input and output; for separate arrays, create a resampler for each channel.
 *
 * @example
 * const resampler = createResampler({ from: 48_000, to: 24_000 })
 * const resampled = [resampler.process(samples), resampler.flush()]
 *
 * @throws {InvalidOptionError} for an option outside of its range.
 */
export const createResampler: (options: ResamplerOptions) => Resampler =
  // Lets a bundler remove the resampler from a program that does not use it.
  /* @__PURE__ */ createResamplerOn(plainKernels)
