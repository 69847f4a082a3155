import * as E from 'fp-ts/Either'
import { createDeferred } from '../deferred.ts'
import { Aborted } from '../errors/aborted.ts'
import { TimedOut } from '../errors/timed-out.ts'
import { fetchApiKey } from './api-key.ts'
import type { Endpoint } from './endpoint.ts'
import type { Prepared } from './prepare.ts'
import { readAnswer } from './read-answer.ts'
import type { RequestError } from './request-error.ts'
import { unreachableFrom } from './unreachable-from.ts'
import type { Settings, World } from './world.ts'

type Result = E.Either<RequestError, unknown>

const initOf = (
  endpoint: Endpoint,
  { body, options }: Prepared,
  key: string,
  signal: AbortSignal,
): RequestInit => ({
  method: endpoint.method,
  headers: {
    ...options.headers,
    authorization: `Bearer ${key}`,
    accept: endpoint.response === 'stream' ? 'audio/wav' : 'application/json',
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  },
  ...(body === undefined ? {} : { body }),
  redirect: 'manual',
  signal,
})

/** Makes one try: asks for the key, sends the request and reads its whole answer, all within the time limit. */
export const attempt = async (
  { fetch, clock }: World,
  settings: Settings,
  endpoint: Endpoint,
  prepared: Prepared,
  timeoutMs: number,
): Promise<Result> => {
  const { url, options, secrets } = prepared
  const { signal } = options
  if (signal?.aborted === true) return E.left(new Aborted(signal.reason))

  // Not left to `fetch`: the function that fetches the key knows no signal, and somebody's own `fetch` may not either.
  const stopped = createDeferred<Result>()
  const connection = new AbortController()
  const stop = (error: RequestError) => {
    stopped.resolve(E.left(error))
    connection.abort()
  }
  const progress: { outcome: 'not-sent' | 'unknown'; stage: 'request' | 'answer' } = {
    outcome: 'not-sent',
    stage: 'request',
  }
  const abort = () => stop(new Aborted(signal?.reason, progress.outcome))
  const timer = clock.setTimeout(
    () => stop(new TimedOut(progress.stage, timeoutMs, progress.outcome)),
    timeoutMs,
  )
  signal?.addEventListener('abort', abort)

  const send = async (): Promise<Result> => {
    const key = await fetchApiKey(settings.apiKey)
    if (E.isLeft(key) || connection.signal.aborted) return key
    const hidden = [key.right, ...secrets]
    const failure = (error: unknown) => unreachableFrom(error, url, hidden)
    try {
      progress.outcome = 'unknown'
      const response = await fetch(url, initOf(endpoint, prepared, key.right, connection.signal))
      progress.stage = 'answer'
      const download = {
        clock,
        origin: url.origin,
        signal,
        timeoutMs,
        failure,
        stop: () => connection.abort(),
      }
      const result = await readAnswer(endpoint, response, hidden, download)
      // What is not read keeps a connection busy.
      if (E.isLeft(result)) connection.abort()
      return result
    } catch (error) {
      return E.left(failure(error))
    }
  }
  try {
    return await Promise.race([send(), stopped.promise])
  } finally {
    clock.clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}
