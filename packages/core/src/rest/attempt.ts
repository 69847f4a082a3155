import { AbortedError, InvalidArgumentError, TimeoutError } from '../errors.ts'
import { withTimeout } from '../net/deadline.ts'
import { unreachableFrom } from '../net/unreachable-from.ts'
import { fetchApiKey } from './api-key.ts'
import type { Endpoint } from './endpoint.ts'
import type { Prepared } from './prepare.ts'
import { readAnswer } from './read-answer.ts'
import type { RequestError } from './request-error.ts'
import type { Settings, World } from './world.ts'
import { type Either, isLeft, left } from 'fp-ts/Either'

const initOf = (
  { method, response }: Endpoint,
  { body, options }: Prepared,
  key: string,
  signal: AbortSignal,
): RequestInit => ({
  method,
  headers: {
    ...options.headers,
    authorization: `Bearer ${key}`,
    accept: response === 'stream' ? 'audio/wav' : 'application/json',
    ...(body !== null && { 'content-type': 'application/json' }),
  },
  body,
  redirect: 'manual',
  signal,
})

/** Makes one try: asks for the key, sends the request and reads its whole answer, all within the time limit. */
export const attempt = (
  { fetch, clock }: World,
  settings: Settings,
  endpoint: Endpoint,
  prepared: Prepared,
  timeoutMs: number,
): Promise<Either<RequestError, unknown>> => {
  const { url, options, secrets } = prepared
  const { signal } = options
  const connection = new AbortController()
  const drop = () => connection.abort()
  const hidden = [...secrets]
  const failure = (error: unknown) => unreachableFrom(error, url, hidden)
  let delivery: 'not-sent' | 'unknown' = 'not-sent'
  let stage: 'request' | 'answer' = 'request'
  const stopped = (error: RequestError) => {
    drop()
    return left(error)
  }
  const send = async (): Promise<Either<RequestError, unknown>> => {
    try {
      const key = await fetchApiKey(settings.apiKey)
      hidden.push(key)
      // Whoever waited has been told meanwhile.
      connection.signal.throwIfAborted()
      delivery = 'unknown'
      const response = await fetch(url, initOf(endpoint, prepared, key, connection.signal))
      stage = 'answer'
      const download = { clock, origin: url.origin, signal, timeoutMs, failure, stop: drop }
      const result = await readAnswer(endpoint, response, hidden, download)
      // What is not read keeps a connection busy.
      if (isLeft(result)) drop()
      return result
    } catch (error) {
      return left(error instanceof InvalidArgumentError ? error : failure(error))
    }
  }
  // Not left to `fetch`: the function that fetches the key knows no signal, and somebody's own `fetch` may not either.
  return withTimeout(send, {
    clock,
    timeoutMs,
    signal,
    stage,
    onTimeout: () => stopped(new TimeoutError(stage, timeoutMs, delivery)),
    onAborted: () => stopped(new AbortedError(signal?.reason, delivery)),
  })
}
