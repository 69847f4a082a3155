import { InvalidArgumentError, must } from '../errors.ts'

const maxLength = 4_096

/**
 * Checks an API key; the error never quotes it.
 * @throws {InvalidArgumentError}
 */
export const checkApiKey = (key: unknown): string => {
  must(
    typeof key === 'string' && key.length <= maxLength && /^[\x21-\x7e]+$/.test(key),
    'apiKey',
    'be your organization API key: ASCII without spaces',
  )
  return key
}

/**
 * Asks a function of the caller's for the API key.
 * @throws {InvalidArgumentError} (as a rejection) when it fails, or gives no key
 */
export const fetchApiKey = async (apiKey: () => Promise<string>): Promise<string> => {
  let key: unknown
  try {
    key = await apiKey()
  } catch (error) {
    throw new InvalidArgumentError('apiKey', 'its function failed: see the cause', error)
  }
  return checkApiKey(key)
}
