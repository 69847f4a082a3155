import * as E from 'fp-ts/Either'
import { Aborted } from '../errors/aborted.ts'
import { TimedOut } from '../errors/timed-out.ts'
import { Unreachable } from '../errors/unreachable.ts'
import type { Endpoint } from './endpoint.ts'
import type { Prepared } from './prepare.ts'
import { readAnswer } from './read-answer.ts'
import type { RequestError } from './request-error.ts'
import type { World } from './world.ts'

/** With these the connection never came about, so that nothing was sent. */
const nothingSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT'])

const codeOf = (error: unknown): string | undefined => {
  // `fetch` wraps the system's error. Both may come from another realm, where `instanceof` fails.
  const { cause } = Object(error) as { readonly cause?: unknown }
  const { code } = Object(cause ?? error) as { readonly code?: unknown }
  return typeof code === 'string' ? code : undefined
}

const unreachable = (url: URL, error: unknown): Unreachable => {
  const code = codeOf(error)
  return new Unreachable(url.origin, nothingSent.has(code ?? '') ? 'not-sent' : 'unknown', code)
}

/** Makes one try: sends the request and reads its whole answer within the time limit. */
export const attempt = async (
  { fetch, clock }: World,
  endpoint: Endpoint,
  { url, body, options: { signal, headers } }: Prepared,
  apiKey: string,
  timeoutMs: number,
): Promise<E.Either<RequestError, unknown>> => {
  if (signal?.aborted === true) return E.left(new Aborted(signal.reason))
  const stop = new AbortController()
  const abort = () => stop.abort(new Aborted(signal?.reason))
  const timer = clock.setTimeout(() => stop.abort(new TimedOut('request', timeoutMs)), timeoutMs)
  signal?.addEventListener('abort', abort)
  try {
    const response = await fetch(url, {
      method: endpoint.method,
      headers: {
        ...headers,
        authorization: `Bearer ${apiKey}`,
        accept: endpoint.response === 'stream' ? 'audio/wav' : 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: stop.signal,
    })
    return await readAnswer(endpoint, response, url)
  } catch (error) {
    const { reason } = stop.signal as { readonly reason: unknown }
    return E.left(reason instanceof TimedOut || reason instanceof Aborted ? reason : unreachable(url, error))
  } finally {
    clock.clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}
