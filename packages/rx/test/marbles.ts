import { type AssertEqual, simulate as drawWith, type Simulation } from '../src/testing/draw.ts'

export type { Simulation } from '../src/testing/draw.ts'

/** How jest tells that two values are equal. */
export const assertEqual: AssertEqual = (actual, expected) => expect(actual).toEqual(expected)

/** Runs a test in drawn time: one character is one millisecond. */
export const draw = (test: (drawing: Simulation) => void): void => drawWith(assertEqual, test)
