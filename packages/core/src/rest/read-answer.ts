import { issuesOf } from '../codec/issues.ts'
import { InvalidResponseError, RedirectedError, RefusedError } from '../errors.ts'
import { refusal } from '../net/refusal.ts'
import type { Endpoint } from './endpoint.ts'
import { readText } from './read-text.ts'
import { type Download, recordingOf } from './recording.ts'
import type { RequestError } from './request-error.ts'
import { retryAfterMs } from './retry.ts'
import { type Either, isLeft, left, right } from 'fp-ts/Either'
import type { Mixed } from 'io-ts'

/** No documented answer comes near it; more would only fill the memory. */
const maxJsonBytes = 16 * 1_024 * 1_024
/** More than a JSON error has. */
const maxRefusalBytes = 65_536

const originOf = (location: string | null, base: string): string | undefined => {
  try {
    return location === null ? undefined : new URL(location, base).origin
  } catch {
    return undefined
  }
}

const typeOf = ({ headers }: Response): string =>
  /^[\w.+-]{1,60}\/[\w.+-]{1,60}/.exec(headers.get('content-type') ?? '')?.[0] ?? 'of no type'

/** Unset fields may come as `null`, and read as absent; an element of a list keeps its place. */
function withoutNulls(this: unknown, _key: string, value: unknown): unknown {
  return value === null && !Array.isArray(this) ? undefined : value
}

const readJson = async (response: Response, codec: Mixed): Promise<Either<InvalidResponseError, unknown>> => {
  const text = await readText(response, maxJsonBytes)
  if (isLeft(text)) return text
  let body: unknown
  try {
    body = JSON.parse(text.right, withoutNulls)
  } catch {
    return left(new InvalidResponseError([`the body is not JSON but ${typeOf(response)}`]))
  }
  const wrong = issuesOf(codec, body)
  return wrong.length > 0 ? left(new InvalidResponseError(wrong)) : right(body)
}

const readRefusal = async (response: Response, secrets: readonly string[]): Promise<RefusedError> => {
  // The status says enough when the rest breaks off.
  const text = await readText(response, maxRefusalBytes).catch(() => right(''))
  return new RefusedError(
    response.status,
    isLeft(text) ? '' : refusal(text.right, secrets),
    retryAfterMs(response.headers.get('retry-after'), response.headers.get('date'), Date.now()),
  )
}

const readRecording = (response: Response, download: Download): Either<InvalidResponseError, unknown> => {
  const type = typeOf(response)
  if (/^text\/|json/.test(type))
    return left(new InvalidResponseError([`the body is no recording but ${type}`]))
  return response.body === null
    ? left(new InvalidResponseError(['there is no body']))
    : right(recordingOf(response.headers, response.body, download))
}

/** Reads an answer: what the operation promises, or the error that the answer is. */
export const readAnswer = async (
  { response: promised }: Endpoint,
  response: Response,
  secrets: readonly string[],
  download: Download,
): Promise<Either<RequestError, unknown>> => {
  const { status } = response
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400))
    return left(new RedirectedError(status, originOf(response.headers.get('location'), download.origin)))
  if (!response.ok) return left(await readRefusal(response, secrets))
  if (promised === 'nothing') return right({ alreadyGone: false })
  if (promised === 'stream') return readRecording(response, download)
  return readJson(response, promised)
}
