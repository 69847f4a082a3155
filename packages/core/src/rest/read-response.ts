import { type Codec, issuesOf, maxLevels } from '../codec/codec.ts'
import { InvalidResponseError, RedirectedError, RefusedError } from '../errors.ts'
import { refusalMessage } from '../net/refusal.ts'
import { retryAfterMs } from '../net/retryable.ts'
import type { Operation } from './endpoints.ts'
import { declaredBytes, type Download, recordingOf } from './recording.ts'
import type { RequestError } from './send-request.ts'
import { type Either, isLeft, left, right } from 'fp-ts/Either'

/** The largest JSON response that is read. No documented response comes near it. */
const maxJsonBytes = 16 * 1_024 * 1_024

/** The largest error response that is read. */
const maxRefusalBytes = 65_536

const invalid = (...issues: readonly string[]) => left(new InvalidResponseError(issues))

const originOf = (location: string | null, base: string): string | undefined => {
  try {
    return location === null ? undefined : new URL(location, base).origin
  } catch {
    return undefined
  }
}

/** Returns the media type of a response, without its parameters. */
const typeOf = ({ headers }: Response): string =>
  /^[\w.+-]{1,60}\/[\w.+-]{1,60}/.exec(headers.get('content-type') ?? '')?.[0] ?? 'of no type'

/** Most values and names of fields in a JSON response. More would block the event loop. */
const maxValues = 300_000

/** Creates a counter of the values, names and levels of JSON, which is given its bytes as they arrive; returns the issue. */
const createJsonLimit = (): ((bytes: Uint8Array) => string | undefined) => {
  let values = 0
  let level = 0
  let inString = false
  let isEscaped = false
  return (bytes) => {
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0
      if (isEscaped) isEscaped = false
      // A backslash, and a quotation mark.
      else if (byte === 0x5c) isEscaped = true
      else if (byte === 0x22) inString = !inString
      else if (!inString) {
        // Brackets and braces differ in this bit only.
        const bracket = byte | 0x20
        // A comma, and a colon: names cost more than their values.
        if (byte === 0x2c || byte === 0x3a || bracket === 0x7b) values += 1
        // A level too many is as bad as any number of values.
        if (bracket === 0x7b && (level += 1) > maxLevels) values = Infinity
        if (bracket === 0x7d) level -= 1
      }
    }
    return values > maxValues
      ? `the body has more than ${maxValues} values and names, or ${maxLevels} levels`
      : undefined
  }
}

/** Reads a body as UTF-8 without its byte order mark, up to a limit; nothing of one that declares to be larger. */
export const readText = async (
  { body, headers }: Pick<Response, 'body' | 'headers'>,
  maxBytes: number,
  limit: (bytes: Uint8Array) => string | undefined = () => undefined,
): Promise<Either<InvalidResponseError, string>> => {
  if (!body) return right('')
  const reader = body.getReader() as ReadableStreamDefaultReader<Uint8Array>
  const stop = (issue: string) => {
    // A failure to cancel changes nothing.
    reader.cancel().catch(() => undefined)
    return invalid(issue)
  }
  const tooLarge = `the body is larger than ${maxBytes} bytes`
  if ((declaredBytes(headers) ?? 0) > maxBytes) return stop(tooLarge)
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    try {
      if (done) return right(text + decoder.decode())
      bytes += value.length
      text += decoder.decode(value, { stream: true })
    } catch {
      return stop('the body is not UTF-8')
    }
    const issue = bytes > maxBytes ? tooLarge : limit(value)
    if (issue) return stop(issue)
  }
}

/** Deletes fields that are `null`, which the platform sends for unset fields; an element of a list keeps its place. */
const deleteNulls = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return
  // `Object.entries` would take as long as the parsing does for an object of many fields.
  for (const name of Object.keys(value)) {
    const part: unknown = Reflect.get(value, name)
    if (part === null && !Array.isArray(value)) Reflect.deleteProperty(value, name)
    else deleteNulls(part)
  }
}

/** Reads and checks a JSON body; without a codec any JSON, or nothing. */
const readJson = async (
  response: Response,
  codec: Codec | undefined,
): Promise<Either<InvalidResponseError, unknown>> => {
  const text = await readText(response, maxJsonBytes, createJsonLimit())
  if (isLeft(text)) return text
  let body: unknown
  try {
    if (!codec) return right(text.right ? JSON.parse(text.right) : undefined)
    body = JSON.parse(text.right)
    deleteNulls(body)
  } catch {
    return invalid(`the body (${typeOf(response)}) is not JSON`)
  }
  const wrong = issuesOf(codec, body)
  return wrong.length > 0 ? invalid(...wrong) : right(body)
}

const readRefusal = async (response: Response, secrets: readonly string[]): Promise<RefusedError> => {
  // The status is enough when the body breaks off.
  const text = await readText(response, maxRefusalBytes).catch(() => right(''))
  return new RefusedError(
    response.status,
    isLeft(text) ? '' : refusalMessage(text.right, secrets),
    retryAfterMs(response.headers.get('retry-after'), response.headers.get('date'), Date.now()),
  )
}

const startRecording = (response: Response, download: Download): Either<InvalidResponseError, unknown> => {
  const type = typeOf(response)
  if (/^text\/|json/.test(type)) return invalid(`the body is no recording but ${type}`)
  return response.body
    ? right(recordingOf(response.headers, response.body, download))
    : invalid('there is no body')
}

/** Reads a response: the documented result of the operation, or the error that the response says. */
export const readResponse = async (
  { response: expected, success }: Operation<Codec>,
  response: Response,
  secrets: readonly string[],
  download: Download,
): Promise<Either<RequestError, unknown>> => {
  const { status } = response
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400))
    return left(new RedirectedError(status, originOf(response.headers.get('location'), download.origin)))
  if (!response.ok) return left(await readRefusal(response, secrets))
  if (success && status !== success)
    return invalid(`expected status ${success}, got ${status}, and the body is ${typeOf(response)}`)
  // A 204 has no body (RFC 9110 section 15.3.5).
  if (expected === 'nothing') return right({ alreadyGone: false })
  if (expected === 'stream') return startRecording(response, download)
  return readJson(response, expected === 'any' ? undefined : expected)
}
