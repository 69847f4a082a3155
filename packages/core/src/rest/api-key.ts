import * as E from 'fp-ts/Either'
import { BadInput } from '../errors/bad-input.ts'

const maxLength = 4_096

/** Checks an API key; the error never quotes it. */
export const checkApiKey = (key: unknown): E.Either<BadInput, string> =>
  typeof key === 'string' && key.length <= maxLength && /^[\x21-\x7e]+$/.test(key)
    ? E.right(key)
    : E.left(new BadInput('apiKey', 'must be your organization API key: printable ASCII without spaces'))

/** Asks a function of the caller's for the API key. */
export const fetchApiKey = async (apiKey: () => Promise<string>): Promise<E.Either<BadInput, string>> => {
  try {
    return checkApiKey(await apiKey())
  } catch (error) {
    return E.left(new BadInput('apiKey', 'the function that fetches it failed: see the cause', error))
  }
}
