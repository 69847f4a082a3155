import { type AssertEqual, draw as drawWith, type Drawing } from '../src/testing/draw.ts'

export type { Drawing } from '../src/testing/draw.ts'

/** How jest tells that two values are equal. */
export const assertEqual: AssertEqual = (actual, expected) => expect(actual).toEqual(expected)

/** Runs a test in drawn time: one character is one millisecond. */
export const draw = (test: (drawing: Drawing) => void): void => drawWith(assertEqual, test)
