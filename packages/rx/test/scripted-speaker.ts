import type { AgentAudio, PlaybackEvent, Speaker } from '@vatel/core'

/** A fake speaker: emits playback events, and keeps what was written. */
export interface ScriptedSpeaker extends Speaker {
  readonly told: readonly (AgentAudio | 'flush')[]
  readonly listenerCount: number
  tell(event: PlaybackEvent): void
}

/** Makes a playback event at time 0. */
export const playout = (type: PlaybackEvent['type'], turnId: string, heardSamples = 0): PlaybackEvent => ({
  type,
  turnId,
  heardSamples,
  atMs: 0,
})

/** Makes a speaker that emits `flushed` at once when it is flushed. */
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
