import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { chunksOf, type ReadOptions } from './read-recording.ts'
import type { Recording } from './recording.ts'

/**
 * Writes a recording to a file, chunk by chunk. The file is there when it is whole, or not at all: the bytes go to a
 * file beside it first, which is removed when the download fails.
 *
 * @throws {VatelError} (as a rejection) when the download fails; the error of the file system when writing does
 */
export const saveRecording = async (
  recording: Recording,
  path: string,
  options?: ReadOptions,
): Promise<void> => {
  const beside = `${path}.${randomUUID()}.part`
  try {
    const file = await open(beside, 'wx')
    try {
      for await (const chunk of chunksOf(recording, options)) await file.writeFile(chunk)
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    if (!recording.locked) await recording.cancel().catch(() => undefined)
    await rm(beside, { force: true })
    throw error
  }
}
