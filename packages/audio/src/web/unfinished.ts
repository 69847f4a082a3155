import type { PlaybackEvent } from '../playout.ts'

/** How far a turn was heard, as far as the page knows. */
interface Heard {
  readonly turnId: string
  readonly heardSamples: number
}

/** What the page knows of the turns it has written: which are not heard to their end, and which it wants no more of. */
export interface Unfinished {
  readonly wrote: (turnId: string) => void
  readonly heard: (event: Pick<PlaybackEvent, 'type' | 'turnId' | 'heardSamples'>) => void
  /** Wants no more of any turn written so far. */
  readonly refuseAll: () => void
  readonly mayCome: (turnId: string) => boolean
  readonly all: () => readonly Heard[]
}

const remembered = 1_000

/** Makes a page that has written nothing. */
export const createUnfinished = (): Unfinished => {
  const unfinished = new Map<string, number>()
  const seen = new Set<string>()
  const refused = new Set<string>()

  const forgetOldest = (ids: Set<string>): void => {
    const [oldest] = ids
    if (ids.size > remembered && oldest !== undefined) ids.delete(oldest)
  }

  return {
    wrote: (turnId) => {
      unfinished.set(turnId, unfinished.get(turnId) ?? 0)
      seen.add(turnId)
      forgetOldest(seen)
    },
    heard: ({ type, turnId, heardSamples }) => {
      if (type === 'drained' || type === 'flushed') unfinished.delete(turnId)
      else unfinished.set(turnId, heardSamples)
    },
    refuseAll: () => {
      for (const turnId of seen) {
        refused.add(turnId)
        forgetOldest(refused)
      }
      seen.clear()
    },
    mayCome: (turnId) => !refused.has(turnId),
    all: () => [...unfinished].map(([turnId, heardSamples]) => ({ turnId, heardSamples })),
  }
}
