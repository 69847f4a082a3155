/** A piece of one turn of the agent's speech, ready to play. */
export interface AgentAudio {
  readonly turnId: string
  /** PCM16, mono, 24 000 Hz. */
  readonly pcm: Int16Array
  /** Whether it ends an utterance, so that a jitter buffer need not wait for more; more of the turn may follow. */
  readonly isFinal: boolean
}

/** What a speaker tells of what is heard. */
export interface PlaybackEvent {
  /**
   * `started`: the turn begins to sound, for the first time or after an underrun. `progress`: more of it was heard.
   * `underrun`: silence, because the next piece is not here yet. `drained`: all that was written of it has been heard.
   * `flushed`: it was cut short.
   */
  readonly type: 'started' | 'progress' | 'underrun' | 'drained' | 'flushed'
  readonly turnId: string
  /** Samples of this turn, at 24 000 Hz, heard so far. */
  readonly heardSamples: number
  /** When, in milliseconds of the speaker's clock. */
  readonly atMs: number
}

/**
 * Whether a speaker can sound. `needs-gesture`: the browser waits for a click or a key before it lets a page sound.
 * `interrupted`: the system holds the sound, as for a phone call. What is written meanwhile waits.
 */
export type OutputState = 'running' | 'needs-gesture' | 'interrupted'

/** What plays the agent's speech: the little that observables and statechart ask of it. */
export interface Speaker {
  write(audio: AgentAudio): void
  /** Falls silent at once and forgets what was written. */
  flush(): void
  /** Calls back with what is heard; gives the function that stops it. */
  listen(listener: (event: PlaybackEvent) => void): () => void
  /**
   * Calls back at once with whether it can sound, and at each change; gives the function that stops it. A speaker
   * without it always can.
   */
  watch?(listener: (state: OutputState) => void): () => void
}
