import * as E from 'fp-ts/Either'
import { BadInput } from '../errors/bad-input.ts'

const maxLength = 256

/** Checks an id and makes exactly one segment of a path of it, whatever is in it. */
export const checkId = (name: string, id: unknown): E.Either<BadInput, string> => {
  if (typeof id !== 'string' || id === '') return E.left(new BadInput(name, 'must be a non-empty string'))
  if (id.length > maxLength) return E.left(new BadInput(name, `must not be longer than ${String(maxLength)}`))
  if (/^(\.|%2e){1,2}$/i.test(id) || /\p{C}/u.test(id))
    return E.left(
      new BadInput(name, 'must be an id: no path, no control characters, no half of a surrogate pair'),
    )
  return E.right(encodeURIComponent(id))
}
