import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { chunksOf, type ReadOptions, type Recording } from './rest/recording.ts'

/**
 * Writes a recording to a WAV file, chunk by chunk. The file appears only when it is complete: the bytes go to a
 * temporary file in the same folder first, which is removed when the download fails.
 *
 * @throws {VatelError} (as a rejection) when the download fails
 * @throws {Error} (as a rejection) when the file system fails
 */
export const saveRecording = async (
  recording: Recording,
  path: string,
  options?: ReadOptions,
): Promise<void> => {
  const partial = `${path}.${randomUUID()}.part`
  try {
    const file = await open(partial, 'wx')
    try {
      for await (const chunk of chunksOf(recording, options)) await file.writeFile(chunk)
    } finally {
      await file.close()
    }
    await rename(partial, path)
  } catch (error) {
    if (!recording.locked) await recording.cancel().catch(() => undefined)
    await rm(partial, { force: true })
    throw error
  }
}
