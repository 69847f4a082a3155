import { rowAt, type Step } from './polyphase.ts'

/** A filter over one plane of a branch, as `Kernels.split` cuts them. */
export interface PlaneFilter {
  /** `4 · branch`, and 0 for its even samples, 1 for the odd ones, 2 and 3 for the differences. */
  readonly plane: number
  /** Where its oldest sample lies, in blocks from the block of the output. */
  readonly from: number
  readonly taps: readonly number[]
}

/** What makes both outputs of one phase in a block: what they share, and what each has besides, over all branches. */
export interface PairFilter {
  readonly both: readonly PlaneFilter[]
  readonly first: readonly PlaneFilter[]
  readonly second: readonly PlaneFilter[]
}

const negative = (taps: readonly number[]): readonly number[] => taps.map((tap) => -tap)

/**
 * Writes a step as filters from the branches of its input to the phases of its output, a pair of outputs at a time: with
 * taps a₀ b₀ a₁ b₁ … over even and odd samples e and o, the outputs a·e + b·o and a·o + b·e⁺ share (a + b)·o and lack
 * a·(e − o) and b·(e⁺ − o), which is three filters instead of four (the fast FIR algorithm; Parker and Parhi,
 * "Low-area/power parallel FIR digital filter implementations", 1997). Where the newest tap falls on the even sample, e
 * and o change roles; so no output hangs on a sample later than its own. Taps come in multiples of `grain`.
 */
export const branchFilters = (step: Step, grain: number): readonly PairFilter[] => {
  const { up, down } = step
  const branches = Array.from({ length: down }, (_, branch) => branch)
  return Array.from({ length: up }, (_, output) => {
    const newest = Math.floor((output * down) / up)
    const row = rowAt(step, ((output * down) % up) / up)
    const pairs = branches.map((branch) => {
      const backwards = row.filter((_, k) => (newest - k - branch) % down === 0)
      const length = Math.ceil(backwards.length / 2 / grain) * grain
      const taps = (offset: number): readonly number[] =>
        Array.from({ length }, (_, i) => backwards[2 * (length - i) - offset] ?? 0)
      const [a, b] = [taps(1), taps(2)]
      const both = a.map((tap, i) => tap + (b[i] ?? 0))
      const plane = 4 * branch
      return branch > newest
        ? {
            both: { plane: plane + 1, from: -length, taps: both },
            first: { plane: plane + 2, from: -length, taps: a },
            second: { plane: plane + 3, from: -length, taps: b },
          }
        : {
            both: { plane, from: 1 - length, taps: both },
            first: { plane: plane + 3, from: -length, taps: negative(a) },
            second: { plane: plane + 2, from: 1 - length, taps: negative(b) },
          }
    })
    return {
      both: pairs.map(({ both }) => both),
      first: pairs.map(({ first }) => first),
      second: pairs.map(({ second }) => second),
    }
  })
}
