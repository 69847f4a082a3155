import { BadInput } from './bad-input.ts'

/**
 * Refuses what a caller gave, unless it is as it has to be. The remedy goes on after "must".
 * @throws {BadInput}
 */
export const must: (holds: boolean, field: string, remedy: string) => asserts holds = (
  holds,
  field,
  remedy,
) => {
  if (!holds) throw new BadInput(field, `must ${remedy}`)
}
