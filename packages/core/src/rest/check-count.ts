import { BadInput } from '../errors/bad-input.ts'

/** The longest that a timer can wait; beyond it, timers fire at once. */
const most = 2_147_483_647

/**
 * Checks a whole number within what timers can count.
 * @throws {BadInput}
 */
export const checkCount = (field: string, value: unknown, least: number): number => {
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value
  throw new BadInput(field, `must be a whole number, ${String(least)} or more, at most ${String(most)}`)
}
