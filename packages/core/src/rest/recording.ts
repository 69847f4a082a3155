import type { Clock } from '../clock.ts'
import { AbortedError, TimeoutError, UnreachableError, type VatelError } from '../errors.ts'
import { onAbort } from '../net/deadline.ts'
import { declaredBytes } from './declared-bytes.ts'

/** The bytes of a recording, a WAV file, as they come; fails with a `VatelError` rather than end early. */
export type Recording = ReadableStream<Uint8Array> & {
  /** How many bytes there will be, when the platform says so. */
  readonly totalBytes?: number
}

/** What watches over a download. */
export interface Download {
  readonly clock: Clock
  /** Scheme, host and port it comes from. */
  readonly origin: string
  readonly signal: AbortSignal | undefined
  /** How long somebody may wait for the next bytes, in milliseconds. */
  readonly timeoutMs: number
  /** Makes a typed failure of what the connection failed with. */
  readonly failure: (error: unknown) => VatelError
  /** Drops the connection. */
  readonly stop: () => void
}

/** Makes a recording of an answer: read as fast as its reader wants, and no chunk may take too long. */
export const recordingOf = (
  headers: Headers,
  body: ReadableStream<Uint8Array>,
  { clock, origin, signal, timeoutMs, failure, stop }: Download,
): Recording => {
  const totalBytes = declaredBytes(headers)
  const reader = body.getReader()
  let receivedBytes = 0
  let timer: unknown
  let settle: (error?: VatelError) => void = () => undefined
  const abort = () => settle(new AbortedError(signal?.reason, 'unknown'))
  const ignore = onAbort(signal, abort)
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        settle = (error) => {
          settle = () => undefined
          clock.clearTimeout(timer)
          ignore()
          if (error === undefined) return
          controller.error(error)
          stop()
        }
        if (signal?.aborted === true) abort()
      },
      async pull(controller) {
        timer = clock.setTimeout(() => settle(new TimeoutError('recording', timeoutMs)), timeoutMs)
        try {
          const { done, value } = await reader.read()
          clock.clearTimeout(timer)
          if (!done) {
            receivedBytes += value.length
            controller.enqueue(value)
          } else if (receivedBytes < (totalBytes ?? 0))
            settle(new UnreachableError(origin, 'unknown', 'SHORT_BODY'))
          else {
            settle()
            controller.close()
          }
        } catch (error) {
          settle(failure(error))
        }
      },
      async cancel(reason: unknown) {
        settle()
        await reader.cancel(reason)
      },
    },
    // Nothing is read ahead, so that the deadline runs only while somebody waits.
    { highWaterMark: 0 },
  )
  return totalBytes === undefined ? stream : Object.assign(stream, { totalBytes })
}
