/** A piece of the user's voice. */
export interface MicrophoneFrame {
  /** PCM16, mono, 24 000 Hz; commonly 20 ms (480 samples). */
  readonly pcm: Int16Array
  /** When its first sample was captured, in milliseconds of the microphone's clock. */
  readonly atMs: number
}

/** What hears the user: the little that observables and statechart ask of it. */
export interface Microphone {
  /** Calls back with each frame; gives the function that stops it. */
  listen(listener: (frame: MicrophoneFrame) => void): () => void
  /** Turns the device off; no frame comes after it. */
  close(): void
}
