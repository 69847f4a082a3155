import { prepareBranchStage } from './branch-stage.ts'
import { sharpShapes, smoothShape, type FilterShape } from './filter-shape.ts'
import type { KernelSet } from './kernels.ts'
import type { Step } from './polyphase.ts'
import type { ResamplerQuality } from './resampler-options.ts'
import { prepareRowStage } from './row-stage.ts'
import type { OpenStage, Stage } from './stage.ts'

/** A way from one rate to another, ready for any number of streams. */
export interface Conversion {
  /** How much later a sound comes out than it goes in, in samples of the input. */
  readonly delay: number
  readonly openStream: () => Stage
}

/** Samples at the higher rate that the memory of a conversion has room for. */
const roomFor = 2_048

const greatestCommonDivisor = (a: number, b: number): number =>
  b === 0 ? a : greatestCommonDivisor(b, a % b)

const stepBetween = (from: number, to: number, lowest: number, shape: FilterShape): Step => {
  const divisor = greatestCommonDivisor(from, to)
  return { up: to / divisor, down: from / divisor, shape, lower: lowest / from }
}

const isSmallRatio = ({ up, down }: Step): boolean => Math.min(up, down) <= 4 && Math.max(up, down) <= 24

/** Passes samples through one stage after the other, a blockful at a time. */
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
 * Prepares a conversion. A small ratio is one step through the sharp filter. Any other takes two, so that the sharp
 * filter works at a ratio of two and only a short one needs a row of taps for each phase: down by way of twice the
 * output rate, up by way of twice the input rate.
 */
export const prepareConversion = (
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
  else if (isSmallRatio(direct)) stages.push(prepareBranchStage(direct, block, kernels))
  else {
    halfLengths += smoothShape.halfLength
    const middle = 2 * lowest
    const middleBlock = Math.ceil((block * middle) / from) + 1
    if (from > to)
      stages.push(
        prepareRowStage(stepBetween(from, middle, lowest, smoothShape), block, kernels),
        prepareBranchStage(stepBetween(middle, to, lowest, sharp), middleBlock, kernels),
      )
    else
      stages.push(
        prepareBranchStage(stepBetween(from, middle, lowest, sharp), block, kernels),
        prepareRowStage(stepBetween(middle, to, lowest, smoothShape), middleBlock, kernels),
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
