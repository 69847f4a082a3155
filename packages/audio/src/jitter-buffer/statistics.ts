/**
 * Counters of a jitter buffer, with the names and the meaning of RTCInboundRtpStreamStats (W3C, Identifiers for WebRTC's
 * Statistics API). They never decrease. Samples are at the sample rate of the buffer, times are seconds.
 */
export interface JitterBufferStats {
  /** Samples received and samples concealed. */
  readonly totalSamplesReceived: number
  /** Samples output in place of late audio: the fade-out and the pause of each underrun. */
  readonly concealedSamples: number
  /** Concealed samples that were silent. */
  readonly silentConcealedSamples: number
  /** Number of underruns. */
  readonly concealmentEvents: number
  /** Samples added by preemptive expand, which plays a pitch period twice. */
  readonly insertedSamplesForDeceleration: number
  /** Samples removed by accelerate, which merges two pitch periods into one. */
  readonly removedSamplesForAcceleration: number
  /** Sum over the emitted samples of their time in the buffer; divide by `jitterBufferEmittedCount` for the mean. */
  readonly jitterBufferDelay: number
  /** Sum over the emitted samples of the target delay; divide in the same way. */
  readonly jitterBufferTargetDelay: number
  /** Samples of content that were output. */
  readonly jitterBufferEmittedCount: number
  /** Samples that `flush` dropped unheard. Not a WebRTC counter. */
  readonly flushedSamples: number
  /** Samples that `push` refused: of a flushed turn, or beyond `maxBufferedMs`. Not a WebRTC counter. */
  readonly refusedSamples: number
}

/** Writable counters. */
export type Counters = { -readonly [Name in keyof JitterBufferStats]: JitterBufferStats[Name] }

/** Creates counters at zero. */
export const createCounters = (): Counters => ({
  totalSamplesReceived: 0,
  concealedSamples: 0,
  silentConcealedSamples: 0,
  concealmentEvents: 0,
  insertedSamplesForDeceleration: 0,
  removedSamplesForAcceleration: 0,
  jitterBufferDelay: 0,
  jitterBufferTargetDelay: 0,
  jitterBufferEmittedCount: 0,
  flushedSamples: 0,
  refusedSamples: 0,
})
