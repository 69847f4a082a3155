import type { AgentAudio, PlaybackEvent, Speaker } from '@vatel/core'

/** A speaker that a test plays: it says what is heard, and sees what it was told. */
export interface ScriptedSpeaker extends Speaker {
  readonly told: readonly (AgentAudio | 'flush')[]
  readonly listenerCount: number
  tell(event: PlaybackEvent): void
}

/** A thing heard, at no particular time. */
export const playout = (type: PlaybackEvent['type'], turnId: string, heardSamples = 0): PlaybackEvent => ({
  type,
  turnId,
  heardSamples,
  atMs: 0,
})

/** Makes a speaker; `flushed` says what it tells, on the spot, when it is flushed. */
export const scriptedSpeaker = (flushed: readonly PlaybackEvent[] = []): ScriptedSpeaker => {
  const told: (AgentAudio | 'flush')[] = []
  const listeners = new Set<(event: PlaybackEvent) => void>()
  const tell = (event: PlaybackEvent) => {
    for (const listener of [...listeners]) listener(event)
  }
  return {
    told,
    get listenerCount() {
      return listeners.size
    },
    tell,
    write: (audio) => void told.push(audio),
    flush: () => {
      told.push('flush')
      flushed.forEach(tell)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
