/** One way to do a thing, timed beside the others. */
export interface Candidate<In> {
  readonly name: string
  readonly run: (input: In) => { readonly length: number }
}

/** Result of one candidate with chunks of one size. */
export interface Timing {
  readonly name: string
  /** Microseconds of processor time for one chunk, the median of the rounds. */
  readonly chunkUs: number
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

const warmUpRounds = 30
const bytesPerRound = 4e5
let sink = 0

/** Time on the clock would charge a slow candidate for what else a busy machine runs between its beginning and its end. */
const processorUs = (): number => {
  const { user, system } = process.cpuUsage()
  return user + system
}

/**
 * Times all candidates in one process, one after the other within each round, so that whatever
 * changes with time falls on all of them alike.
 */
export const timeCandidates = <In>(
  candidates: readonly Candidate<In>[],
  inputs: readonly [In, ...In[]],
  chunkBytes: number,
  rounds: number,
): readonly Timing[] => {
  const repeats = Math.max(64, Math.round(bytesPerRound / chunkBytes))
  const times = candidates.map((): number[] => [])
  for (let round = -warmUpRounds; round < rounds; round++) {
    candidates.forEach(({ run }, which) => {
      const startUs = processorUs()
      for (let i = 0; i < repeats; i++) sink += run(inputs[i % inputs.length] ?? inputs[0]).length
      const chunkUs = (processorUs() - startUs) / repeats
      if (round >= 0) times[which]?.push(chunkUs)
    })
  }
  return candidates.map(({ name }, which) => ({ name, chunkUs: median(times[which] ?? []) }))
}

/** Sum over all runs, so that the engine cannot remove a run. */
export const total = (): number => sink
