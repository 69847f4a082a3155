import type { Mixed } from 'io-ts'
import { must } from '../errors.ts'
import { issuesOf } from '../codec/issues.ts'
import { checkSendable } from './check-sendable.ts'

/**
 * Checks a query or body: as documented, and nothing else in it.
 * @throws {InvalidArgumentError}
 */
export const checkInput = (codec: Mixed, place: string, input: unknown): void => {
  const wrong = issuesOf(codec, input)
  must(wrong.length === 0, place, `be as documented: ${wrong.slice(0, 5).join('; ')}`)
  checkSendable(codec, input, place)
}
