import type { ResamplerQuality } from './resampler-options.ts'

/** A windowed-sinc low-pass cut into one row of taps for each of `up` positions between two input samples. */
export interface PolyphaseFilter {
  /** `to / from` in lowest terms is `up / down`. */
  readonly up: number
  readonly down: number
  /** Delay in input samples; a row has twice as many taps. */
  readonly delay: number
  /** `rows[phase][k]` weighs the sample `k` before the newest one; each row sums to one. */
  readonly rows: readonly Float64Array[]
}

/**
 * Half length of the filter in samples of the lower rate, cutoff (−6 dB) as a part of the lower rate's Nyquist
 * frequency, and Kaiser's beta. Measured, not only estimated, to reject 102 dB and more: `resampler.md` has the plots.
 */
const shapes: Record<ResamplerQuality, { halfLength: number; cutoff: number; beta: number }> = {
  standard: { halfLength: 63, cutoff: 0.947, beta: 10.4 },
  // A cutoff of exactly one makes every second tap of a 2:1 filter zero.
  'low-latency': { halfLength: 33, cutoff: 1, beta: 10.3 },
}

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b)

/** The modified Bessel function I0 by its power series. */
const bessel = (x: number): number => {
  let sum = 1
  let term = 1
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

/**
 * Designs the low-pass for one pair of rates: sinc times the window of Kaiser ("Nonrecursive digital filter design
 * using the I0-sinh window function", ISCAS 1974), polyphase as in Smith, "Digital Audio Resampling" (CCRMA).
 */
export const designFilter = (from: number, to: number, quality: ResamplerQuality): PolyphaseFilter => {
  const divisor = greatestCommonDivisor(from, to)
  const up = to / divisor
  const down = from / divisor
  const { halfLength, cutoff, beta } = shapes[quality]
  const lower = Math.min(1, up / down)
  const delay = Math.ceil(halfLength / lower)
  const bandwidth = cutoff * lower

  const tapAt = (time: number): number => {
    if (Math.abs(time) >= delay) return 0
    const angle = Math.PI * bandwidth * time
    return (angle === 0 ? 1 : Math.sin(angle) / angle) * bessel(beta * Math.sqrt(1 - (time / delay) ** 2))
  }
  const rows = Array.from({ length: up }, (_, phase) => {
    const row = Float64Array.from({ length: 2 * delay }, (_, k) => tapAt(k + phase / up - delay))
    const gain = row.reduce((sum, tap) => sum + tap, 0)
    return row.map((tap) => tap / gain)
  })
  return { up, down, delay, rows }
}
