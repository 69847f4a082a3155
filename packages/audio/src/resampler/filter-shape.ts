import type { ResamplerQuality } from './resampler-options.ts'

/**
 * A low-pass filter of finite length, given by its spectrum: `spectrum[n]` is its gain at n / (2 · halfLength) of the
 * lower rate, and the rest follows. This is the frequency sampling of Rabiner, Gold and McGonegal ("An approach to the
 * approximation problem for nonrecursive digital filters", IEEE Trans. Audio and Electroacoustics 18, 1970): ones in the
 * passband, and at its edge a few values chosen to make the largest ripple smallest. It needs a sixth less taps, and so
 * a sixth less delay, than a sinc under Kaiser's window that rejects as much.
 */
export interface FilterShape {
  /** Half its length, which is its delay, in samples of the lower rate. */
  readonly halfLength: number
  readonly spectrum: readonly number[]
}

const edge = [
  0.9991615, 1.0007209, 0.9996145, 1.0000511, 1.0002005, 0.9996741, 1.0002462, 1.0005029, 0.9649436,
  0.7039159, 0.285871, 0.0464265, 0.0012524, 0.0000071, 0.0000025, -0.0000063,
]

const passing = (bins: number): readonly number[] => [...Array.from({ length: bins }, () => 1), ...edge]

/**
 * The filters that keep what lies below the lower Nyquist frequency from what lies above. They have the same edge, so
 * that of `low-latency`, which is half as long, is twice as wide. Twice the length is whole, so that the images of a
 * constant, at multiples of a rate, fall on bins of zero. `node scripts/bench.mjs resampler-design` finds the numbers.
 */
export const sharpShapes: Readonly<Record<ResamplerQuality, FilterShape>> = {
  standard: { halfLength: 53.5, spectrum: passing(41) },
  'low-latency': { halfLength: 26, spectrum: passing(16) },
}

/**
 * The filter on the way between any rate and twice the lower one: flat to 0.45 of the lower rate, silent from 1.5 on.
 * What lies between is the business of the sharp filter.
 */
export const smoothShape: FilterShape = {
  halfLength: 3,
  spectrum: [1, 1.0001838, 1.0000008, 0.9982029, 0.9330061, 0.6661346, 0.2852733, 0.0570395, 0.0032806],
}

/** Gives the impulse response, of unit area, `time` samples of the lower rate from its middle. */
export const impulseResponse = ({ halfLength, spectrum }: FilterShape, time: number): number => {
  if (Math.abs(time) >= halfLength) return 0
  const twiceCosine = 2 * Math.cos((Math.PI * time) / halfLength)
  // Clenshaw's recurrence for the sum of spectrum[n] · cos(n · angle), the first of which counts half.
  let [current, next, afterNext] = [0, 0, 0]
  for (let n = spectrum.length - 1; n >= 0; n--) {
    afterNext = next
    next = current
    current = (spectrum[n] ?? 0) + twiceCosine * next - afterNext
  }
  return (current - afterNext) / (2 * halfLength)
}
