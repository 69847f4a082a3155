/** A chunk of one turn of the agent's speech. */
export interface AgentAudio {
  readonly turnId: string
  /** PCM16, mono, at the sample rate of the speaker: 24 000 Hz unless it was created for another. */
  readonly pcm: Int16Array
  /** True for the last chunk of an utterance: a jitter buffer does not wait for more. More of the turn may follow. */
  readonly isFinal: boolean
}

/** An event of a speaker about the playback of one turn. */
export interface PlaybackEvent {
  /**
   * `started`: the turn begins to sound, for the first time or after an underrun. `progress`: more of it was heard.
   * `underrun`: silence, because the next chunk has not arrived. `drained`: everything written of it was heard.
   * `flushed`: it was cut short. `refused`: a written chunk did not fit into the queue, or not all of it.
   */
  readonly type: 'started' | 'progress' | 'underrun' | 'drained' | 'flushed' | 'refused'
  readonly turnId: string
  /**
   * Samples of this turn heard so far, counted as written and not as stretched in time. The count starts again when a turn
   * is written after a flush.
   */
  readonly heardSamples: number
  /**
   * Time of the event, in milliseconds of the speaker's clock: never before the audio was written, and never before an
   * earlier event of the turn.
   */
  readonly atMs: number
  /** Only in `refused`: audio that the speaker did not take, in milliseconds. It will not be heard. */
  readonly refusedMs?: number
}

/** Record of the turns that were written to a speaker on another thread, whose events arrive later. */
export interface WrittenTurns {
  /** Records a chunk and the time at which it was written. */
  readonly wrote: (turnId: string, samples: number, atMs: number) => void
  /** Starts every count again: the speaker drops what it holds, and reports it later. */
  readonly flush: () => void
  /**
   * Follows an event, and corrects its time: it is not before the audio was written, and not before an earlier event of the
   * turn. An outdated event is from before the last flush.
   */
  readonly follow: (event: PlaybackEvent, isOutdated: boolean) => PlaybackEvent
  /** Refuses later audio of every turn written so far, and of others. */
  readonly refuseAll: (others: readonly string[]) => void
  readonly isRefused: (turnId: string) => boolean
  /** Samples of a turn heard since the last flush. */
  readonly heardSamples: (turnId: string) => number
  /** Turns not heard to their end: the number of samples heard, and of those still to be heard. */
  readonly unfinished: () => readonly UnfinishedTurn[]
}

/** A turn that was not heard to its end. */
export interface UnfinishedTurn {
  readonly turnId: string
  readonly heardSamples: number
  readonly unheardSamples: number
}

interface WrittenTurn {
  isRefused: boolean
  isUnfinished: boolean
  heardSamples: number
  writtenSamples: number
  /** Chunks not heard to their end: the sample after each, and the time at which it was written. */
  chunks: { readonly end: number; readonly atMs: number }[]
  /** Time of the latest event. */
  latestMs: number
  /** Heard samples of each flush that the speaker has not reported yet. */
  cuts: number[]
}

const rememberedTurns = 1_000

/** Creates an empty record of turns. */
export const createWrittenTurns = (): WrittenTurns => {
  const turns = new Map<string, WrittenTurn>()

  const addTurn = (turnId: string): WrittenTurn => {
    const [oldest] = turns.keys()
    if (turns.size >= rememberedTurns && oldest !== undefined) turns.delete(oldest)
    const turn: WrittenTurn = {
      isRefused: false,
      isUnfinished: false,
      heardSamples: 0,
      writtenSamples: 0,
      chunks: [],
      latestMs: -Infinity,
      cuts: [],
    }
    turns.set(turnId, turn)
    return turn
  }

  /** Time at which the sample of an event was written: the next one of a start, else the last one that was heard. */
  const writtenAtMs = ({ chunks }: WrittenTurn, { type, heardSamples }: PlaybackEvent): number => {
    const sample = type === 'started' ? heardSamples : heardSamples - 1
    while ((chunks[0]?.end ?? Infinity) <= sample) chunks.shift()
    return chunks[0]?.atMs ?? -Infinity
  }

  return {
    wrote: (turnId, samples, atMs) => {
      const turn = turns.get(turnId) ?? addTurn(turnId)
      turn.isUnfinished = true
      turn.writtenSamples += samples
      turn.chunks.push({ end: turn.writtenSamples, atMs })
    },
    flush: () => {
      for (const turn of turns.values()) {
        if (turn.isUnfinished) turn.cuts.push(turn.heardSamples)
        Object.assign(turn, { isUnfinished: false, heardSamples: 0, writtenSamples: 0, chunks: [] })
      }
    },
    follow: (event, isOutdated) => {
      const turn = turns.get(event.turnId)
      if (turn === undefined) return event
      const { type, heardSamples } = event
      const isCut = type === 'flushed' || isOutdated
      const writtenMs = isCut || type === 'refused' ? -Infinity : writtenAtMs(turn, event)
      turn.latestMs = Math.max(event.atMs, turn.latestMs, writtenMs)
      if (isCut) turn.cuts.shift()
      else turn.heardSamples = Math.max(turn.heardSamples, heardSamples)
      if (type === 'drained' && !isCut) turn.isUnfinished = false
      return event.atMs === turn.latestMs ? event : { ...event, atMs: turn.latestMs }
    },
    refuseAll: (others) => {
      for (const turnId of others) if (!turns.has(turnId)) addTurn(turnId)
      for (const turn of turns.values()) turn.isRefused = true
    },
    isRefused: (turnId) => turns.get(turnId)?.isRefused === true,
    heardSamples: (turnId) => turns.get(turnId)?.heardSamples ?? 0,
    unfinished: () => {
      const found: UnfinishedTurn[] = []
      for (const [turnId, turn] of turns) {
        for (const heardSamples of turn.cuts) found.push({ turnId, heardSamples, unheardSamples: 0 })
        const { isUnfinished, heardSamples, writtenSamples } = turn
        const unheardSamples = Math.max(0, writtenSamples - heardSamples)
        if (isUnfinished) found.push({ turnId, heardSamples, unheardSamples })
      }
      return found
    },
  }
}
