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
  /** Samples of this turn heard so far, counted as written and not as stretched in time. */
  readonly heardSamples: number
  /** Time of the event, in milliseconds of the speaker's clock. */
  readonly atMs: number
  /** Only in `refused`: audio that the speaker did not take, in milliseconds. It will not be heard. */
  readonly refusedMs?: number
}
