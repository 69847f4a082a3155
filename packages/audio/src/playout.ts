/** A piece of one turn of the agent's speech, ready to play. */
export interface AgentAudio {
  readonly turnId: string
  /** PCM16, mono, at the rate of the speaker: 24 000 Hz, unless it was made for another. */
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
  /** Samples of this turn heard so far, as they were written and not as stretched in time. */
  readonly heardSamples: number
  /** When, in milliseconds of the speaker's clock. */
  readonly atMs: number
}
