import * as fc from 'fast-check'
import { differenceOf, histories } from '../properties/utterance-model.ts'
import { option } from './option.ts'

/** Compares the transcripts of generated histories with those of a model that was written separately. */
const numRuns = option('runs', 100_000)
const seed = option('seed', 1)
const beganMs = performance.now()
const outcome = fc.check(
  fc.property(histories, (history) => {
    const difference = differenceOf(history)
    if (difference !== undefined) throw new Error(difference)
  }),
  { numRuns, seed },
)
const seconds = ((performance.now() - beganMs) / 1_000).toFixed(1)
console.log(
  `utterances: ${String(numRuns)} histories from seed ${String(seed)} in ${seconds} s: ${outcome.failed ? 'the transcript of one differs from the model' : 'every transcript is that of the model'}`,
)
if (outcome.failed) {
  console.log(fc.defaultReportMessage(outcome))
  process.exitCode = 1
}
