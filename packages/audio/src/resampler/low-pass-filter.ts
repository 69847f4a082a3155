/**
 * Sharpness of the filter. `standard` keeps everything below 0.9 of the Nyquist frequency of the lower rate and removes
 * everything above that frequency; `low-latency` has about half the delay, and aliases what lies between 1.0 and 1.1 of it
 * to between 0.9 and 1.0.
 */
export type ResamplerQuality = 'standard' | 'low-latency'

/**
 * A low-pass filter of finite length, defined by its spectrum: `spectrum[n]` is its gain at n / (2 · halfLength) of the
 * lower rate. This is the frequency sampling of Rabiner, Gold and McGonegal ("An approach to the approximation problem for
 * nonrecursive digital filters", IEEE Trans. Audio and Electroacoustics 18, 1970): ones in the passband, and at its edge a
 * few values that minimize the largest ripple. It needs a sixth less taps, and so has a sixth less delay, than a sinc under
 * Kaiser's window with the same rejection.
 */
export interface FilterShape {
  /** Half its length, and its delay, in samples of the lower rate. */
  readonly halfLength: number
  readonly spectrum: readonly number[]
}

const edge = [
  0.9991615, 1.0007209, 0.9996145, 1.0000511, 1.0002005, 0.9996741, 1.0002462, 1.0005029, 0.9649436,
  0.7039159, 0.285871, 0.0464265, 0.0012524, 0.0000071, 0.0000025, -0.0000063,
]

const passing = (bins: number): readonly number[] => [...Array.from({ length: bins }, () => 1), ...edge]

/**
 * Filters that cut at the lower Nyquist frequency. They have the same edge, so the edge of `low-latency`, which is half as
 * long, is twice as wide. Twice the length is an integer, so that the images of a constant, at multiples of a rate, fall on
 * bins of zero. `node scripts/bench.mjs resampler-design` computes the numbers.
 */
export const sharpShapes: Readonly<Record<ResamplerQuality, FilterShape>> = {
  standard: { halfLength: 53.5, spectrum: passing(41) },
  'low-latency': { halfLength: 26, spectrum: passing(16) },
}

/**
 * Filter between any rate and twice the lower one: flat to 0.45 of the lower rate, zero from 1.5 on. The sharp filter
 * removes what lies between.
 */
export const smoothShape: FilterShape = {
  halfLength: 3,
  spectrum: [1, 1.0001838, 1.0000008, 0.9982029, 0.9330061, 0.6661346, 0.2852733, 0.0570395, 0.0032806],
}

/** Impulse response, of unit area, at `time` samples of the lower rate from its middle. */
export const impulseResponse = ({ halfLength, spectrum }: FilterShape, time: number): number => {
  if (Math.abs(time) >= halfLength) return 0
  const twiceCosine = 2 * Math.cos((Math.PI * time) / halfLength)
  // Clenshaw's recurrence for the sum of spectrum[n] · cos(n · angle); the first term counts half.
  let [current, next, afterNext] = [0, 0, 0]
  for (let n = spectrum.length - 1; n >= 0; n--) {
    afterNext = next
    next = current
    current = (spectrum[n] ?? 0) + twiceCosine * next - afterNext
  }
  return (current - afterNext) / (2 * halfLength)
}

/** One step of a conversion: the ratio `up / down` in lowest terms, through a filter. */
export interface Step {
  readonly up: number
  readonly down: number
  readonly shape: FilterShape
  /** Samples of the lower rate of the whole conversion for one input sample of this step. */
  readonly lower: number
}

/** Number of input samples that contribute to one output of a step. */
export const rowLengthOf = ({ shape, lower }: Step): number => Math.ceil((2 * shape.halfLength) / lower)

/**
 * Taps for outputs that lie `phase` (0 to 1) after an input sample, from the newest sample backwards: the polyphase form of
 * the filter (Smith, "Digital Audio Resampling", CCRMA).
 */
export const rowAt = (step: Step, phase: number): Float64Array => {
  const { shape, lower } = step
  return Float64Array.from(
    { length: rowLengthOf(step) },
    (_, k) => lower * impulseResponse(shape, (k + phase) * lower - shape.halfLength),
  )
}

/** One step of a conversion, running on one stream. */
export interface Stage {
  /** Returns the outputs that these samples complete; takes at most the number of samples the stage was created for. */
  readonly push: (samples: Float32Array) => Float32Array
}

/** Opens a stage for one more stream. */
export type OpenStage = () => Stage
