import { left, right, type Either } from 'fp-ts/Either'
import { InvalidResponseError } from '../errors.ts'
import { declaredBytes } from './declared-bytes.ts'

const stopReading = (
  reader: ReadableStreamDefaultReader<Uint8Array>,
  issue: string,
): Either<InvalidResponseError, never> => {
  // Whether the rest can be stopped changes nothing.
  reader.cancel().catch(() => undefined)
  return left(new InvalidResponseError([issue]))
}

/**
 * Reads a body as UTF-8, a byte order mark left out, and no more of it than the limit; nothing of one that says that it
 * is larger.
 */
export const readText = async (
  { body, headers }: Response,
  maxBytes: number,
): Promise<Either<InvalidResponseError, string>> => {
  if (body === null) return right('')
  const reader = body.getReader() as ReadableStreamDefaultReader<Uint8Array>
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const parts: string[] = []
  const stopAtLimit = () => stopReading(reader, `the body is larger than ${maxBytes} bytes`)
  if ((declaredBytes(headers) ?? 0) > maxBytes) return stopAtLimit()
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    try {
      if (done) return right(parts.join('') + decoder.decode())
      bytes += value.length
      parts.push(decoder.decode(value, { stream: true }))
    } catch {
      return stopReading(reader, 'the body is not UTF-8')
    }
    if (bytes > maxBytes) return stopAtLimit()
  }
}
