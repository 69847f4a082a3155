import { must } from '../errors.ts'

const maxLength = 256

/**
 * Checks an id and makes exactly one segment of a path of it, whatever is in it.
 * @throws {InvalidArgumentError}
 */
export const checkId = (name: string, id: unknown): string => {
  must(
    typeof id === 'string' && id !== '' && id.length <= maxLength && !/^(\.|%2e){1,2}$|\p{C}/iu.test(id),
    name,
    `be an id: 1 to ${maxLength} visible characters, no path`,
  )
  return encodeURIComponent(id)
}
