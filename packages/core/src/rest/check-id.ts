import { BadInput } from '../errors/bad-input.ts'

const maxLength = 256

/**
 * Checks an id and makes exactly one segment of a path of it, whatever is in it.
 * @throws {BadInput}
 */
export const checkId = (name: string, id: unknown): string => {
  if (typeof id !== 'string' || id === '' || id.length > maxLength)
    throw new BadInput(name, `must be a string of 1 to ${String(maxLength)} characters`)
  if (/^(\.|%2e){1,2}$/i.test(id) || /\p{C}/u.test(id))
    throw new BadInput(name, 'must be an id: no path, no control characters, no half of a surrogate pair')
  return encodeURIComponent(id)
}
