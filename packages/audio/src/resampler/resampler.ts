/** Changes the sample rate of one stream, chunk by chunk. */
export interface Resampler {
  /**
   * Takes the next samples and gives every sample they complete: after `n` samples, `ceil(n · to / from)` have come out
   * in all, the same ones whatever the chunks were. The array given back is the caller's to keep.
   *
   * @throws {InvalidOptionError} when the length is no multiple of the channels.
   */
  process(samples: Float32Array): Float32Array
  /** Gives the last `latencyMs` of the stream, which are still inside; the next `process` begins a new stream. */
  flush(): Float32Array
  /** How much later a sound comes out than it goes in, in milliseconds. */
  readonly latencyMs: number
}
