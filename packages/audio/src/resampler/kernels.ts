/**
 * The inner loops of a resampler, which work on one stretch of memory; every place in it is an index into `heap`.
 * Each output is summed in an order of its own, so it does not depend on which others are made beside it.
 */
export interface Kernels {
  readonly heap: Float32Array | Float64Array

  /** Copies a stretch of the heap. */
  readonly read: (from: number, to: number) => Float32Array

  /**
   * Cuts interleaved samples into their `branches` and every branch into four planes, `stride` apart: its even samples,
   * its odd ones, each even one less the odd one after it, and each even one less the odd one before it, at the place
   * of the latter; so the first of these lies one place ahead of its plane.
   */
  readonly split: (samples: number, pairs: number, branches: number, planes: number, stride: number) => void

  /** Adds to `sums[i]` the sum of `taps[k] · samples[i + k]`. */
  readonly fir: (samples: number, taps: number, tapCount: number, sums: number, sumCount: number) => void

  /** Spreads sums over every `step`-th place of `out`. */
  readonly spread: (sums: number, sumCount: number, out: number, step: number) => void

  /** Makes outputs from a row of taps each. */
  readonly rows: (walk: RowWalk) => void
}

/** Outputs to make, one after the other, each with the row of its phase. */
export interface RowWalk {
  readonly rows: number
  /** A multiple of four. */
  readonly rowLength: number
  /** One for each phase; or fewer and one more, to go between neighbours, which plain kernels can. */
  readonly rowCount: number
  readonly phases: number
  /** How far each output lies from the one before it: whole samples, and a part in phases. */
  readonly wholeStep: number
  readonly phaseStep: number
  readonly samples: number
  readonly phase: number
  readonly out: number
  readonly count: number
}

/** One way to run the inner loops. */
export interface KernelSet {
  /** Sums come in groups of so many: that many places after the last one may be read and written. */
  readonly lanes: number
  /** The taps of a filter come in groups of so many. */
  readonly grain: number
  /** Opens the loops on memory of `size` numbers of their own. */
  readonly open: (size: number) => Kernels
}
