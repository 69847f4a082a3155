import type { ServerResponse } from 'node:http'
import type { Clock } from '@vatel/core'
import { bytesOf, type Delivery, type RestResponse } from './rest/exchange.ts'

const send = (
  response: ServerResponse,
  body: Uint8Array,
  { stallAfterBytes, cutAfterBytes }: Delivery,
): void => {
  const until = cutAfterBytes ?? stallAfterBytes
  if (until === undefined) {
    response.end(body)
    return
  }
  response.flushHeaders()
  response.write(body.subarray(0, until))
  // The client was told how long the body is, and takes this for a broken connection.
  if (cutAfterBytes !== undefined) response.socket?.destroySoon()
}

/** Sends an answer over HTTP as it is to be delivered: late, in part, or whole and at once. */
export const respond = (
  response: ServerResponse,
  { status, headers, body, delivery = {} }: RestResponse,
  clock: Clock,
): void => {
  const bytes = bytesOf({ body })
  const start = (): void => {
    response.writeHead(status, { ...headers, ...(status === 204 ? {} : { 'content-length': bytes.length }) })
    send(response, bytes, delivery)
  }
  if (delivery.delayMs === undefined) {
    start()
    return
  }
  const timer = clock.setTimeout(start, delivery.delayMs)
  response.on('close', () => clock.clearTimeout(timer))
}
