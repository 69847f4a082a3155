import { must } from '../errors.ts'

/** The longest that a timer can wait; beyond it, timers fire at once. */
const most = 2_147_483_647

/**
 * Checks a whole number within what timers can count.
 * @throws {InvalidArgumentError}
 */
export const checkCount = (field: string, value: unknown, least: number): number => {
  const count = Number.isInteger(value) ? (value as number) : NaN
  must(count >= least && count <= most, field, `be a whole number from ${least} to ${most}`)
  return count
}
