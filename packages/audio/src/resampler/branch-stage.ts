import { branchFilters, type PlaneFilter } from './branch-filter.ts'
import { createHeapLayout } from './heap-layout.ts'
import type { KernelSet } from './kernels.ts'
import type { Step } from './polyphase.ts'
import type { OpenStage } from './stage.ts'

/**
 * Prepares a step between rates in a small ratio, where the outputs of one phase lie so close that they share their
 * samples. A block of input is two samples of every branch; it becomes two outputs of every phase.
 */
export const prepareBranchStage = (
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
    // The past, then the beginning of a block; and how much of what this block becomes has been made.
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
