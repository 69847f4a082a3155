import type { Recording } from './recording.ts'

/** How far a download is. */
export interface Progress {
  readonly receivedBytes: number
  /** How many there will be, when the platform says so. */
  readonly totalBytes?: number
}

/** What a download may tell. */
export interface ReadOptions {
  /** Is called with each chunk that came. */
  readonly onProgress?: (progress: Progress) => void
}

/** Gives the chunks of a recording as they come, and tells how far it is. Who stops early stops the download. */
export async function* chunksOf(
  recording: Recording,
  { onProgress }: ReadOptions = {},
): AsyncGenerator<Uint8Array, void> {
  const { totalBytes } = recording
  const reader = recording.getReader()
  let receivedBytes = 0
  let isWhole = false
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      receivedBytes += value.length
      onProgress?.({ receivedBytes, ...(totalBytes === undefined ? {} : { totalBytes }) })
      yield value
    }
    isWhole = true
  } finally {
    if (!isWhole) await reader.cancel().catch(() => undefined)
  }
}

/**
 * Reads a recording into memory: a minute takes about 3 MB.
 *
 * @throws {VatelError} (as a rejection) when the download fails; half a recording is never given
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
