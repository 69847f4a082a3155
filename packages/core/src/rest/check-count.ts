import * as E from 'fp-ts/Either'
import { BadInput } from '../errors/bad-input.ts'

/** The longest that a timer can wait; beyond it, timers fire at once. */
const most = 2_147_483_647

/** Checks a whole number within what timers can count. */
export const checkCount = (field: string, value: unknown, least: number): E.Either<BadInput, number> =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= least && value <= most
    ? E.right(value)
    : E.left(
        new BadInput(
          field,
          `must be a whole number, ${String(least)} or more${value === Infinity ? '; the longest is 2 147 483 647' : ''}`,
        ),
      )
