import { accessSync, closeSync, constants, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { ByteSink } from './call-wav.ts'
import { CannotStart, fileProblem } from './failures.ts'

/** Destination of a call's audio and messages. */
export interface CallFiles {
  readonly wav: ByteSink
  /** Appends one line, without its line break. */
  readonly log: (line: string) => void
}

/** Files that wait for the session. */
interface BufferedFiles {
  /** The files; what is written to them is buffered until `release`. */
  readonly files: CallFiles
  /** Writes what was buffered; later writes pass at once. */
  release(): void
  readonly isReleased: boolean
}

/** Buffers writes until the session starts, so that a call that never began leaves no files. */
export const bufferUntilSession = ({ wav, log }: CallFiles): BufferedFiles => {
  let held: (() => void)[] | undefined = []
  const write = (act: () => void): void => {
    if (held === undefined) act()
    else held.push(act)
  }
  return {
    files: {
      wav: {
        append: (bytes: Uint8Array) => write(() => wav.append(bytes)),
        replaceStart: (bytes: Uint8Array) => write(() => wav.replaceStart(bytes)),
      },
      log: (line: string) => write(() => log(line)),
    },
    release: () => {
      for (const act of held ?? []) act()
      held = undefined
    },
    get isReleased() {
      return held === undefined
    },
  }
}

/** Files of a call in a folder. */
interface OpenFiles extends CallFiles {
  /** Paths of the files that have contents. */
  readonly written: readonly string[]
  /** A sentence for each reason for which files cannot be written; their later contents are dropped. */
  readonly failures: readonly string[]
  close(): void
}

const openOnce = (path: string, written: Set<string>, failures: Map<string, readonly string[]>) => {
  let file: number | undefined
  let hasFailed = false
  const attempt = (act: () => void): void => {
    if (hasFailed) return
    try {
      act()
    } catch (error) {
      hasFailed = true
      const problem = fileProblem(error)
      failures.set(problem, [...(failures.get(problem) ?? []), path])
    }
  }
  return {
    /** Written at once, so that a crash leaves what came before. */
    write: (bytes: Uint8Array | string, position?: number) =>
      attempt(() => {
        file ??= openSync(path, 'w')
        if (typeof bytes === 'string') writeSync(file, bytes)
        else writeSync(file, bytes, 0, bytes.length, position ?? null)
        written.add(path)
      }),
    close: () =>
      attempt(() => {
        if (file !== undefined) closeSync(file)
      }),
  }
}

/** Creates the folder, and in it `call.wav` and `call.ndjson` with the first write. */
export const openFiles = (folder: string): OpenFiles => {
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch (error) {
    throw new CannotStart(`--out ${folder} cannot be used: ${fileProblem(error)}`, error)
  }
  const written = new Set<string>()
  const failures = new Map<string, readonly string[]>()
  const wav = openOnce(join(folder, 'call.wav'), written, failures)
  const ndjson = openOnce(join(folder, 'call.ndjson'), written, failures)
  return {
    wav: { append: (bytes) => wav.write(bytes), replaceStart: (bytes) => wav.write(bytes, 0) },
    log: (line) => ndjson.write(`${line}\n`),
    get written() {
      return [...written]
    },
    get failures() {
      return [...failures].map(([problem, paths]) => `${paths.join(' and ')} cannot be written: ${problem}`)
    },
    close: () => {
      wav.close()
      ndjson.close()
    },
  }
}
