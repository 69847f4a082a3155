import { closeSync, mkdirSync, openSync, writeSync, accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { CannotStart, fileProblem } from './failures.ts'
import type { CallFiles } from './hold-back.ts'

/** The files of a call in a folder. */
export interface OpenFiles extends CallFiles {
  /** Where they are, once there is something in them. */
  readonly written: readonly string[]
  close(): void
}

const openOnce = (path: string, written: string[]) => {
  let file: number | undefined
  return {
    /** Written at once, so that whatever ends the program leaves what came before. */
    write: (bytes: Uint8Array | string, position?: number) => {
      if (file === undefined) {
        file = openSync(path, 'w')
        written.push(path)
      }
      if (typeof bytes === 'string') writeSync(file, bytes)
      else writeSync(file, bytes, 0, bytes.length, position ?? null)
    },
    close: () => {
      if (file !== undefined) closeSync(file)
    },
  }
}

/** Makes the folder, and in it `call.wav` and `call.ndjson` as soon as there is something to write. */
export const openFiles = (folder: string): OpenFiles => {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new CannotStart(`--out ${folder} cannot be used: ${fileProblem(error)}`, error)
  }
  const written: string[] = []
  const wav = openOnce(join(folder, 'call.wav'), written)
  const ndjson = openOnce(join(folder, 'call.ndjson'), written)
  return {
    wav: { append: (bytes) => wav.write(bytes), replaceStart: (bytes) => wav.write(bytes, 0) },
    log: (line) => ndjson.write(`${line}\n`),
    written,
    close: () => {
      wav.close()
      ndjson.close()
    },
  }
}
