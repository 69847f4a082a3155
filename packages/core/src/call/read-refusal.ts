import { retryAfterMs } from '../net/retryable.ts'
import type { WireListener } from './wire.ts'

/** What is needed of Node's request to give it up. */
export interface UpgradeRequest {
  readonly socket?: { on(event: 'error', listener: () => void): void; destroy(): void } | null
  destroy(): void
}

/** What is needed of Node's answer to an upgrade that was refused. */
export interface UpgradeResponse {
  readonly statusCode?: number
  readonly headers?: Readonly<Record<string, unknown>>
  on(event: 'data', listener: (chunk: Uint8Array) => void): void
  on(event: 'end' | 'close', listener: () => void): void
}

/** More than a JSON error has; the rest of a refusal is not read. */
const maxLength = 16_384

/** Reads why an upgrade was refused, and tells it. */
export const readRefusal = (
  request: UpgradeRequest,
  response: UpgradeResponse,
  listener: WireListener,
): void => {
  const decoder = new TextDecoder()
  let text = ''
  // Node stops listening to the socket once the answer is whole, and then an error would end the program.
  const { socket } = request
  socket?.on('error', () => undefined)
  const done = () => {
    const { statusCode = 0, headers } = response
    // An answer that agrees and then does not upgrade is a broken one.
    if (statusCode < 200) listener.failed(undefined)
    else
      listener.refused(
        statusCode,
        text,
        retryAfterMs(headers?.['retry-after'], headers?.['date'], Date.now()),
      )
    request.destroy()
    // Node would keep the connection as long as the platform does, and the program with it.
    socket?.destroy()
  }
  response.on('data', (chunk) => {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > maxLength) done()
  })
  response.on('end', done)
  response.on('close', done)
}
