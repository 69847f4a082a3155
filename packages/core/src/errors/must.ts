import { InvalidArgumentError } from './bad-input.ts'

/**
 * Refuses what a caller gave, unless it is as it has to be. The remedy goes on after "must".
 * @throws {InvalidArgumentError}
 */
export const must: (holds: boolean, field: string, remedy: string) => asserts holds = (
  holds,
  field,
  remedy,
) => {
  if (!holds) throw new InvalidArgumentError(field, `must ${remedy}`)
}
