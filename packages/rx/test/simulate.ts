import { type AssertEqual, simulate as simulateWith, type Simulation } from '../src/testing/simulate.ts'

export type { Simulation } from '../src/testing/simulate.ts'

/** Compares two values by jest's `toEqual`. */
export const assertEqual: AssertEqual = (actual, expected) => expect(actual).toEqual(expected)

/** Runs a marble test in virtual time: one character is one millisecond. */
export const simulate = (test: (simulation: Simulation) => void): void => simulateWith(assertEqual, test)
