import type { Mixed } from 'io-ts'
import { BadInput } from '../errors/bad-input.ts'
import { must } from '../errors/must.ts'
import { issuesOf } from '../protocol/issues.ts'
import { findUnsendable } from './unsendable.ts'

/**
 * Checks a query or body: as documented, and nothing else in it.
 * @throws {BadInput}
 */
export const checkInput = (codec: Mixed, place: string, input: unknown): void => {
  const wrong = issuesOf(codec, input)
  must(wrong.length === 0, place, `be as documented: ${wrong.slice(0, 5).join('; ')}`)
  const found = findUnsendable(codec, input)
  if (found !== undefined) throw new BadInput([place, ...found.path].join('.'), found.remedy)
}
