import type { Clock } from '@vatel/core'
import type { Platform } from './platform.ts'
import { bytesOf, type RestResponse } from './rest/exchange.ts'

/** Waits, but no longer than until the request is given up. */
const pass = (clock: Clock, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const giveUp = (): void => {
      clock.clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = clock.setTimeout(() => {
      signal.removeEventListener('abort', giveUp)
      resolve()
    }, ms)
    signal.addEventListener('abort', giveUp, { once: true })
  })

/** The part of a body that arrives, and then the silence or the break. */
const broken = (bytes: Uint8Array, isCut: boolean, signal: AbortSignal): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      if (bytes.length > 0) controller.enqueue(bytes)
    },
    pull: (controller) => {
      // What `fetch` says when the connection is lost in the middle of a body.
      if (isCut) controller.error(new TypeError('terminated'))
      else signal.addEventListener('abort', () => controller.error(signal.reason), { once: true })
    },
  })

const bodyOf = (response: RestResponse, signal: AbortSignal) => {
  const { status, delivery = {} } = response
  const { stallAfterBytes, cutAfterBytes } = delivery
  const until = cutAfterBytes ?? stallAfterBytes
  if (status === 204) return null
  const bytes = bytesOf(response)
  return until === undefined
    ? Uint8Array.from(bytes)
    : broken(bytes.subarray(0, until), cutAfterBytes !== undefined, signal)
}

/** Makes a `fetch` whose only server is a platform in this process. */
export const memoryFetch =
  (platform: Platform, clock: Clock): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    const text = await request.text()
    request.signal.throwIfAborted()
    const { pathname, searchParams } = new URL(request.url)
    const response = platform.request({
      method: request.method,
      path: pathname,
      query: searchParams,
      header: (name) => request.headers.get(name) ?? undefined,
      body: text,
    })
    const { status, headers, delivery } = response
    if (delivery?.delayMs !== undefined) await pass(clock, delivery.delayMs, request.signal)
    return new Response(bodyOf(response, request.signal), { status, headers })
  }
