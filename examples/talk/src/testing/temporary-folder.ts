import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Creates temporary folders that are removed after the tests of a file. */
export const temporaryFolders = () => {
  const made: string[] = []
  afterAll(() => Promise.all(made.map((folder) => rm(folder, { recursive: true, force: true }))))
  return async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'vatel-talk-'))
    made.push(folder)
    return folder
  }
}
