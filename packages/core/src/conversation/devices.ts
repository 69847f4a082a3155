/** A piece of the user's voice. */
export interface MicrophoneFrame {
  /** PCM16, mono, 24 000 Hz; commonly 20 ms (480 samples). */
  readonly pcm: Int16Array
  /** Time of its first sample, in milliseconds of the microphone's clock. */
  readonly atMs: number
}

/**
 * State of a microphone. `live`: it captures. `silent`: it is on and has captured only zeros for seconds. `muted`: by the
 * program, at the device. `muted-by-system`: by the system or the browser. `needs-gesture`: the browser waits for a click
 * or a key. `interrupted`: the system holds the sound, as for a phone call. `lost`: the device is gone.
 */
export type MicrophoneState =
  'live' | 'silent' | 'muted' | 'muted-by-system' | 'needs-gesture' | 'interrupted' | 'lost'

/** The part of a microphone that Observables and statechart use. */
export interface Microphone {
  /** Calls back with each frame. Returns the function that stops it. */
  listen(listener: (frame: MicrophoneFrame) => void): () => void
  /**
   * Calls back at once with the state, and at each change. Returns the function that stops it. A microphone without it is
   * always `live`.
   */
  watch?(listener: (state: MicrophoneState) => void): () => void
  /** Error of a `lost` microphone, with a `reason` in one word where it has one. */
  readonly error?: unknown
  /** Turns the device off. No frame comes after it. */
  close(): void
}

/** A piece of one turn of the agent's speech, ready to play. */
export interface AgentAudio {
  readonly turnId: string
  /** PCM16, mono, 24 000 Hz. */
  readonly pcm: Int16Array
  /** Ends an utterance, so that a jitter buffer need not wait for more. More of the turn may follow. */
  readonly isFinal: boolean
}

/** Event of a speaker: progress of one turn. */
export interface PlaybackEvent {
  /**
   * `started`: the turn begins to sound, for the first time or after an underrun. `progress`: more of it was heard.
   * `underrun`: silence, because the next piece is not here yet. `drained`: all that was written of it was heard.
   * `flushed`: it was cut short. `refused`: the speaker did not take all of a chunk.
   */
  readonly type: 'started' | 'progress' | 'underrun' | 'drained' | 'flushed' | 'refused'
  readonly turnId: string
  /** Samples of this turn, at 24 000 Hz, heard so far. The count starts again when a turn is written after a flush. */
  readonly heardSamples: number
  /** Time of the event, in milliseconds of the speaker's clock. */
  readonly atMs: number
  /** Only in `refused`: audio that the speaker did not take, in milliseconds. It will not be heard. */
  readonly refusedMs?: number
}

/**
 * State of a speaker's output. `needs-gesture`: the browser waits for a click or a key before it lets a page sound.
 * `interrupted`: the system holds the sound, as for a phone call. `lost`: the device is gone. Sound that is written meanwhile
 * waits.
 */
export type OutputState = 'running' | 'needs-gesture' | 'interrupted' | 'lost'

/** The part of a speaker that Observables and statechart use. */
export interface Speaker {
  write(audio: AgentAudio): void
  /** Falls silent at once and discards what was written. */
  flush(): void
  /** Calls back with each event. Returns the function that stops it. */
  listen(listener: (event: PlaybackEvent) => void): () => void
  /**
   * Calls back at once with the state of the output, and at each change. Returns the function that stops it. A speaker
   * without it is always `running`.
   */
  watch?(listener: (state: OutputState) => void): () => void
  /** Error of a `lost` speaker, with a `reason` in one word where it has one. */
  readonly error?: unknown
}
