import {
  decodeAudio,
  sampleRate,
  type OutputState,
  type PlaybackEvent,
  type ServerData,
  type Speaker,
} from '@vatel/core'
import type { Conversation } from './conversation.ts'

/** The agent's way to the ear: core's turn gate before the speaker, and what came of it. */
export interface Playback {
  /** Writes a chunk, unless it is of a turn that was cut short, or the call is paused. @throws {InvalidArgumentError} for no audio */
  readonly play: (chunk: ServerData<'response_audio'>) => void
  /** Falls silent at once. */
  readonly flush: () => void
  /** Falls silent, and lets nothing sound until `open`. */
  readonly shut: () => void
  readonly open: () => void
  /** Calls back with what is heard. What a speaker on another thread still tells of a turn that was cut is left out. */
  readonly listen: (listener: (event: PlaybackEvent) => void) => () => void
  /** Calls back with whether the speaker can sound: at once, and at each change. */
  readonly watch: (listener: (state: OutputState) => void) => () => void
  /** What was written and has not been heard yet, in milliseconds. */
  readonly unheardMs: number
}

interface Turn {
  readonly written: number
  readonly heard: number
}

/** Puts core's turn gate before a speaker. */
export const playThrough = (speaker: Speaker, conversation: Conversation): Playback => {
  let state: 'open' | 'shut' = 'open'
  const turns = new Map<string, Turn>()
  const cut = new Set<string>()

  const wrote = (turnId: string, samples: number) => {
    const { written, heard } = turns.get(turnId) ?? { written: 0, heard: 0 }
    turns.set(turnId, { written: written + samples, heard })
    cut.delete(turnId)
  }
  const heard = ({ type, turnId, heardSamples }: PlaybackEvent) => {
    const turn = turns.get(turnId)
    if (turn === undefined) return
    turns.set(turnId, { ...turn, heard: type === 'drained' ? turn.written : heardSamples })
  }
  const flush = () => {
    for (const turnId of turns.keys()) cut.add(turnId)
    turns.clear()
    speaker.flush()
  }
  return {
    play: ({ turn_id: turnId, audio, is_final: isFinal }) => {
      if (state === 'shut' || !conversation.canPlay(turnId)) return
      const pcm = decodeAudio(audio)
      wrote(turnId, pcm.length)
      speaker.write({ turnId, pcm, isFinal })
    },
    flush,
    shut: () => {
      state = 'shut'
      flush()
    },
    open: () => {
      state = 'open'
    },
    listen: (listener) =>
      speaker.listen((event) => {
        heard(event)
        if (event.type === 'flushed' || !cut.has(event.turnId)) listener(event)
      }),
    watch: (listener) => {
      if (speaker.watch !== undefined) return speaker.watch(listener)
      listener('running')
      return () => undefined
    },
    get unheardMs() {
      const samples = [...turns.values()].reduce(
        (sum, turn) => sum + Math.max(0, turn.written - turn.heard),
        0,
      )
      return (samples * 1_000) / sampleRate
    },
  }
}
