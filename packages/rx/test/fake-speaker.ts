import type { AgentAudio, PlaybackEvent, Speaker } from '@vatel/core'

/** A fake speaker: emits playback events, and keeps what was written. */
export interface FakeSpeaker extends Speaker {
  readonly written: readonly (AgentAudio | 'flush')[]
  readonly listenerCount: number
  emit(event: PlaybackEvent): void
}

/** Makes a playback event at time 0. */
export const playback = (type: PlaybackEvent['type'], turnId: string, heardSamples = 0): PlaybackEvent => ({
  type,
  turnId,
  heardSamples,
  atMs: 0,
})

/** Makes a speaker that emits `flushed` at once when it is flushed. */
export const createFakeSpeaker = (flushed: readonly PlaybackEvent[] = []): FakeSpeaker => {
  const written: (AgentAudio | 'flush')[] = []
  const listeners = new Set<(event: PlaybackEvent) => void>()
  const emit = (event: PlaybackEvent) => {
    for (const listener of [...listeners]) listener(event)
  }
  return {
    written,
    get listenerCount() {
      return listeners.size
    },
    emit,
    write: (audio) => void written.push(audio),
    flush: () => {
      written.push('flush')
      flushed.forEach(emit)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
