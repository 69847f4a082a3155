import * as E from 'fp-ts/Either'
import { BadInput } from '../errors/bad-input.ts'

/** Checks an API key; the error never quotes it. */
export const checkApiKey = (key: unknown): E.Either<BadInput, string> =>
  typeof key === 'string' && /^[\x21-\x7e]+$/.test(key)
    ? E.right(key)
    : E.left(new BadInput('apiKey', 'must be your organization API key: printable ASCII without spaces'))
