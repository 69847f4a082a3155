import type { Converter } from './converters.ts'

/** Speed of one resampler in multiples of real time. */
export interface Speed {
  readonly name: string
  readonly realTimes: number
  /** Its ratio to another one in the same round, the median of the rounds. */
  readonly ratioTo: (name: string) => number
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

const noise = (length: number): Float32Array => {
  let state = 12_345
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0
    return (state / 2 ** 31) * 0.3
  })
}

/** Cuts samples into chunks of `chunkMs`, some a sample longer than others where that is no whole number. */
const cut = (samples: Float32Array, rate: number, chunkMs: number): readonly Float32Array[] => {
  const border = (chunk: number): number => Math.floor((chunk * chunkMs * rate) / 1000)
  const count = Math.ceil((samples.length / rate) * (1000 / chunkMs))
  return Array.from({ length: count }, (_, chunk) => samples.subarray(border(chunk), border(chunk + 1)))
}

let sink = 0

/** Share of a second that one resampler runs before the next. */
const turnMs = 25
const warmUpMs = 200

/**
 * Measures resamplers in one process, each for a short while in each round, so that whatever else the machine does falls
 * on all of them alike.
 */
export const measureSpeed = async (
  converters: readonly Converter[],
  [from, to]: readonly [number, number],
  {
    seconds,
    chunkMs,
    rounds,
  }: { readonly seconds: number; readonly chunkMs: number; readonly rounds: number },
): Promise<readonly Speed[]> => {
  const chunks = cut(noise(from * seconds), from, chunkMs)
  const runners = await Promise.all(
    converters.map(async ({ name, open }) => {
      const stream = await open(from, to)
      const pass = (): number => {
        const startMs = performance.now()
        for (const chunk of chunks) sink += stream.process(chunk).length
        return performance.now() - startMs
      }
      let passes = 0
      for (let spentMs = 0; spentMs < warmUpMs; passes++) spentMs += pass()
      return {
        name,
        pass,
        repeats: Math.max(1, Math.round((passes * turnMs) / warmUpMs)),
        times: new Array<number>(),
      }
    }),
  )
  for (let round = 0; round < rounds; round++)
    for (const { pass, repeats, times } of runners) {
      let spentMs = 0
      for (let i = 0; i < repeats; i++) spentMs += pass()
      times.push(spentMs / repeats)
    }
  return runners.map(({ name, times }) => ({
    name,
    realTimes: (seconds * 1000) / median(times),
    ratioTo: (other) => {
      const beside = runners.find((runner) => runner.name === other)?.times ?? []
      return median(times.map((time, round) => (beside[round] ?? NaN) / time))
    },
  }))
}

/** Sum over all runs, so that the engine cannot remove a run. */
export const total = (): number => sink
