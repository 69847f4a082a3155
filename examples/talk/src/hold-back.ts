import type { ByteSink } from './call-wav.ts'

/** Where a call is written down. */
export interface CallFiles {
  readonly wav: ByteSink
  /** Takes one line, without its line break. */
  readonly log: (line: string) => void
}

/** Files that wait for the session. */
export interface HeldFiles {
  /** What is written to them is kept until they are released. */
  readonly files: CallFiles
  /** Writes what was kept, and everything from then on at once. */
  release(): void
  readonly isReleased: boolean
}

/** Files that are written to from the moment on at which the session starts; a call that never began leaves none. */
export const holdBack = ({ wav, log }: CallFiles): HeldFiles => {
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
