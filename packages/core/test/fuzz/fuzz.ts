import * as fc from 'fast-check'
import { readText, type Reading } from './reading.ts'
import { serverText } from './server-text.ts'

/** What became of the texts. */
export interface Fuzzed {
  readonly readings: Readonly<Record<Reading, number>>
  /** How long the slowest took to read, in milliseconds. */
  readonly slowestMs: number
}

/** Reads so many texts that a seed draws. @throws an Error with the text when one was not read as it must be */
export const fuzz = (numRuns: number, seed: number): Fuzzed => {
  const readings = { event: 0, unknown: 0, error: 0 }
  let slowestMs = 0
  fc.assert(
    fc.property(serverText, (text) => {
      const startMs = performance.now()
      readings[readText(text)] += 1
      slowestMs = Math.max(slowestMs, performance.now() - startMs)
    }),
    { numRuns, seed },
  )
  return { readings, slowestMs }
}
