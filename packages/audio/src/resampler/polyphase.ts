import { impulseResponse, type FilterShape } from './filter-shape.ts'

/** One step of a conversion: `up / down` in lowest terms, through a filter. */
export interface Step {
  readonly up: number
  readonly down: number
  readonly shape: FilterShape
  /** How many samples of the lower rate of the whole conversion there are for one input sample of this step. */
  readonly lower: number
}

/** How many input samples one output of a step is made of. */
export const rowLengthOf = ({ shape, lower }: Step): number => Math.ceil((2 * shape.halfLength) / lower)

/**
 * Gives the taps for outputs that lie `phase` (0 to 1) after an input sample, from the newest sample backwards: the
 * polyphase form of the filter (Smith, "Digital Audio Resampling", CCRMA).
 */
export const rowAt = (step: Step, phase: number): Float64Array => {
  const { shape, lower } = step
  return Float64Array.from(
    { length: rowLengthOf(step) },
    (_, k) => lower * impulseResponse(shape, (k + phase) * lower - shape.halfLength),
  )
}
