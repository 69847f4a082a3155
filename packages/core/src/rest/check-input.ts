import { isLeft, type Either } from 'fp-ts/Either'
import type { Errors, Mixed } from 'io-ts'
import { BadInput } from '../errors/bad-input.ts'
import { issues } from '../protocol/issues.ts'
import { findUnsendable } from './unsendable.ts'

/**
 * Checks a query or body: as documented, and nothing else in it.
 * @throws {BadInput}
 */
export const checkInput = (codec: Mixed, place: string, input: unknown): unknown => {
  const read = codec.decode(input) as Either<Errors, unknown>
  if (isLeft(read))
    throw new BadInput(place, `must be as documented: ${issues(read.left).slice(0, 5).join('; ')}`)
  const found = findUnsendable(codec, input)
  if (found !== undefined) throw new BadInput([place, ...found.path].join('.'), found.remedy)
  return read.right
}
