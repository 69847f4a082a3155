/**
 * Counters of a jitter buffer under the names and with the meaning of RTCInboundRtpStreamStats
 * (W3C, Identifiers for WebRTC's Statistics API). They only grow. Samples count per second at the buffer's rate, times are seconds.
 */
export interface JitterBufferStats {
  /** Samples put out while a turn was sounding or waiting for the rest of itself: received and concealed ones. */
  readonly totalSamplesReceived: number
  /** Samples made up because the audio that belonged there was late: the fade and the pause of each underrun. */
  readonly concealedSamples: number
  /** Those of them that were silent. */
  readonly silentConcealedSamples: number
  /** How often concealment began: the number of underruns. */
  readonly concealmentEvents: number
  /** Samples added by playing a pitch period twice. */
  readonly insertedSamplesForDeceleration: number
  /** Samples saved by melting two pitch periods into one. */
  readonly removedSamplesForAcceleration: number
  /** Seconds that each emitted sample spent in the buffer, added up; divide by `jitterBufferEmittedCount` for the mean. */
  readonly jitterBufferDelay: number
  /** The start delay that was aimed at when each sample left, in seconds, added up; divide in the same way. */
  readonly jitterBufferTargetDelay: number
  /** Samples of content that have left the buffer by sounding. */
  readonly jitterBufferEmittedCount: number
  /** Samples that `flush` dropped unheard. Not a WebRTC counter. */
  readonly flushedSamples: number
  /** Samples that `push` refused: of a flushed turn, or beyond `maxBufferedMs`. Not a WebRTC counter. */
  readonly refusedSamples: number
}

/** The counters while they count. */
export type Counters = { -readonly [Name in keyof JitterBufferStats]: JitterBufferStats[Name] }

/** Counters at zero. */
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
