import type { Clock } from '../clock.ts'
import {
  AbortedError,
  assertArgument,
  InvalidResponseError,
  isVatelError,
  UnreachableError,
  type VatelError,
} from '../errors.ts'
import { onAbort, withTimeout } from '../net/deadline.ts'

/** The bytes of a recording, a WAV file, as a stream; errors with a `VatelError` when the download is incomplete. */
export type Recording = ReadableStream<Uint8Array> & {
  /** Size of the whole recording in bytes, when the platform declares it. */
  readonly totalBytes?: number
}

/** The connection of a download and its limits. */
export interface Download {
  readonly clock: Clock
  /** Scheme, host and port of the platform. */
  readonly origin: string
  readonly signal: AbortSignal | undefined
  /** The longest wait for the next bytes, in milliseconds. */
  readonly timeoutMs: number
  /** Returns the typed error of a connection failure. */
  readonly failure: (error: unknown) => VatelError
  /** Drops the connection. */
  readonly stop: () => void
}

/** Returns the size that a response declares, in bytes; `undefined` when it counts compressed bytes. */
export const declaredBytes = (headers: Headers): number | undefined => {
  const length = headers.get('content-length') ?? ''
  return /^\d+$/.test(length) && headers.get('content-encoding') === null ? Number(length) : undefined
}

/** Creates the stream of a recording. It reads only as fast as its reader, and limits the wait for each chunk. */
export const recordingOf = (
  headers: Headers,
  body: ReadableStream<Uint8Array>,
  { clock, origin, signal, timeoutMs, failure, stop }: Download,
): Recording => {
  const totalBytes = declaredBytes(headers)
  const reader = body.getReader()
  let receivedBytes = 0
  let ignore: () => void = () => undefined
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const abort = () => {
          ignore()
          controller.error(new AbortedError(signal?.reason, 'unknown'))
          stop()
        }
        ignore = onAbort(signal, abort)
        if (signal?.aborted) abort()
      },
      async pull(controller) {
        try {
          const limits = { stage: 'recording', timeoutMs, signal, clock } as const
          const { done, value } = await withTimeout(() => reader.read(), limits)
          if (!done) {
            receivedBytes += value.length
            controller.enqueue(value)
            return
          }
          ignore()
          if (receivedBytes < (totalBytes ?? 0)) throw new UnreachableError(origin, 'unknown', 'SHORT_BODY')
          controller.close()
        } catch (error) {
          ignore()
          stop()
          throw isVatelError(error) ? error : failure(error)
        }
      },
      async cancel(reason: unknown) {
        ignore()
        await reader.cancel(reason)
      },
    },
    // Nothing is read ahead, so that the limit applies only while a reader waits.
    { highWaterMark: 0 },
  )
  return totalBytes === undefined ? stream : Object.assign(stream, { totalBytes })
}

/** The progress of a download. */
export interface Progress {
  /** Bytes received so far. */
  readonly receivedBytes: number
  /** Size of the whole recording in bytes, when the platform declares it. */
  readonly totalBytes?: number
}

/** Options of `readRecording` and `saveRecording`. */
export interface ReadOptions {
  /**
   * The largest recording that is read, in bytes, after decompression. A larger one fails with `InvalidResponseError`.
   *
   * @defaultValue `1_073_741_824` - 1 GiB
   */
  readonly maxBytes?: number
  /** Called after each chunk. */
  readonly onProgress?: (progress: Progress) => void
}

/** Iterates over the chunks of a recording and reports the progress. Leaving the loop early stops the download. */
export async function* chunksOf(
  recording: Recording,
  { onProgress, maxBytes = 1_073_741_824 }: ReadOptions = {},
): AsyncGenerator<Uint8Array, void> {
  assertArgument(typeof maxBytes === 'number' && maxBytes >= 0, 'options.maxBytes', 'be a number of bytes')
  const { totalBytes } = recording
  const reader = recording.getReader()
  const checkSize = (bytes: number) => {
    if (bytes > maxBytes)
      throw new InvalidResponseError([`the recording is larger than maxBytes, ${maxBytes} bytes`])
  }
  let receivedBytes = 0
  let isWhole = false
  try {
    checkSize(totalBytes ?? 0)
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      receivedBytes += value.length
      checkSize(receivedBytes)
      onProgress?.({ receivedBytes, ...(totalBytes === undefined ? {} : { totalBytes }) })
      yield value
    }
    isWhole = true
  } finally {
    if (!isWhole) await reader.cancel().catch(() => undefined)
  }
}

/**
 * Reads a whole recording, a WAV file, into memory. One minute takes about 3 MB.
 *
 * @example
 * const wav = await readRecording(await vatel.calls.downloadRecording(callId))
 *
 * @throws {VatelError} (as a rejection) when the download fails; an incomplete recording is never returned
 */
export const readRecording = async (recording: Recording, options?: ReadOptions): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of chunksOf(recording, options)) chunks.push(chunk)
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0))
  let offset = 0
  for (const chunk of chunks) {
    bytes.set(chunk, offset)
    offset += chunk.length
  }
  return bytes
}
