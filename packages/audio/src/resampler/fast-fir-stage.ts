import { createHeapLayout, type KernelSet } from './kernels.ts'
import { rowAt, type OpenStage, type Step } from './low-pass-filter.ts'

/** A filter over one plane of a branch, as `Kernels.split` writes them. */
interface PlaneFilter {
  /** `4 · branch`, and 0 for its even samples, 1 for the odd ones, 2 and 3 for the differences. */
  readonly plane: number
  /** Position of its oldest sample, in blocks from the block of the output. */
  readonly from: number
  readonly taps: readonly number[]
}

/** Filters for both outputs of one phase in a block, over all branches: the shared ones, and those of each output. */
interface PairFilter {
  readonly both: readonly PlaneFilter[]
  readonly first: readonly PlaneFilter[]
  readonly second: readonly PlaneFilter[]
}

const negative = (taps: readonly number[]): readonly number[] => taps.map((tap) => -tap)

/**
 * Expresses a step as filters from the branches of its input to the phases of its output, a pair of outputs at a time: with
 * taps a₀ b₀ a₁ b₁ … over even and odd samples e and o, the outputs a·e + b·o and a·o + b·e⁺ share (a + b)·o and differ by
 * a·(e − o) and b·(e⁺ − o), which is three filters instead of four (the fast FIR algorithm; Parker and Parhi,
 * "Low-area/power parallel FIR digital filter implementations", 1997). Where the newest tap falls on the even sample, e
 * and o change roles, so no output depends on a later sample. The number of taps is a multiple of `grain`.
 */
const branchFilters = (step: Step, grain: number): readonly PairFilter[] => {
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

/**
 * Prepares a step between rates in a small ratio, where neighbouring outputs of one phase share their samples. A block of
 * input is two samples of every branch; it becomes two outputs of every phase.
 */
export const prepareFastFirStage = (
  step: Step,
  capacity: number,
  { lanes, grain, open }: KernelSet,
): OpenStage => {
  const { up, down } = step
  const blockIn = 2 * down
  const blockOut = 2 * up
  const filters = branchFilters(step, grain)
  const pastBlocks = Math.max(...filters.flatMap(({ both }) => both.map(({ taps }) => taps.length)))
  const past = pastBlocks * blockIn
  const blocks = Math.ceil(capacity / blockIn) + 1

  const { reserve, size } = createHeapLayout()
  const stride = pastBlocks + blocks + lanes
  const samples = reserve(past + blocks * blockIn)
  const planes = reserve(4 * down * stride)
  const firstSums = reserve(blocks + lanes)
  const secondSums = reserve(blocks + lanes)
  const out = reserve(blocks * blockOut)
  const place = ({ plane, from, taps }: PlaneFilter) => ({
    at: planes + plane * stride + pastBlocks + from,
    taps,
    tapsAt: reserve(taps.length),
  })
  const pairs = filters.map(({ both, first, second }) => ({
    both: both.map(place),
    first: first.map(place),
    second: second.map(place),
  }))
  const { heap, read, split, fir, spread } = open(size())
  for (const { both, first, second } of pairs)
    for (const { taps, tapsAt } of [...both, ...first, ...second]) heap.set(taps, tapsAt)

  return () => {
    // The past, then the beginning of a block; and the number of its outputs made so far.
    let held: Float32Array = new Float32Array(past)
    let made = 0

    const makePair = (
      { both, first, second }: (typeof pairs)[number],
      place: number,
      filled: number,
    ): void => {
      const blockOf = (output: number): number => Math.max(0, Math.ceil(output / blockOut))
      const end = Math.ceil((filled * up) / down)
      const from = blockOf(made - place - up)
      const count = blockOf(end - place) - from
      if (count <= 0) return
      heap.fill(0, firstSums, firstSums + count)
      for (const { at, taps, tapsAt } of both) fir(at + from, tapsAt, taps.length, firstSums, count)
      heap.copyWithin(secondSums, firstSums, firstSums + count)
      for (const { at, taps, tapsAt } of first) fir(at + from, tapsAt, taps.length, firstSums, count)
      for (const { at, taps, tapsAt } of second) fir(at + from, tapsAt, taps.length, secondSums, count)
      spread(firstSums, count, out + from * blockOut + place, blockOut)
      spread(secondSums, count, out + from * blockOut + place + up, blockOut)
    }

    return {
      push: (chunk) => {
        heap.set(held, samples)
        heap.set(chunk, samples + held.length)
        const filled = held.length - past + chunk.length
        split(samples, pastBlocks + Math.ceil(filled / blockIn), down, planes, stride)
        pairs.forEach((pair, place) => {
          makePair(pair, place, filled)
        })
        const end = Math.ceil((filled * up) / down)
        const result = read(out + made, out + end)
        const fullBlocks = Math.floor(filled / blockIn)
        held = read(samples + fullBlocks * blockIn, samples + past + filled)
        made = end - fullBlocks * blockOut
        return result
      },
    }
  }
}
