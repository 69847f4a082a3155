import type { LineReading } from './transport.ts'

/** Limits of a line that can be pinged. */
const ping = {
  /**
   * Interval of looks and pings: so short that a ping which a stall of four seconds holds up is answered long before the
   * silence counts.
   */
  lookMs: 2_500,
  suspectMs: 7_500,
  deadMs: 10_000,
  /** Silence of a paused line after which it is read from for a moment. */
  probeMs: 5_000,
  /** Time that a paused line is read from before it is asked for a sign of life. */
  afterProbeMs: 250,
  /** A look that comes later than this gives no verdict: data that came meanwhile is still unread. */
  lateMs: 500,
} as const

/** Limits of a line that cannot be pinged. */
const idle = {
  lookMs: 1_000,
  suspectMs: 7_500,
  /** Time that the platform may owe an answer before the line is suspected. */
  answerMs: 10_000,
  deadMs: 15_000,
  lateMs: 5_000,
} as const

/** A message, or a send buffer, longer than this takes the line for a while, in which neither pongs nor answers can come. */
const longMessageBytes = 65_536

/** Bytes a second of the slowest line that a call is held over: half of what the microphone needs. */
const slowestBytesPerSecond = 32_000

/** Verdict of a look at the line. */
export type Liveness =
  /** Bytes came since the last look. */
  | 'heard'
  /** Nothing is known to be wrong. */
  | 'quiet'
  /** The line is paused, and should be read from for a moment. */
  | 'probe'
  /** The peer may be gone. */
  | 'suspect'
  /** The peer is gone. */
  | 'dead'

/**
 * State of the watch over a line. The `ping` kind asks the peer, and takes silence for its end. The `idle` kind, for
 * browsers, cannot ask, and an idle platform is silent: it uses three signs, the browser is offline, nothing leaves any
 * more, or an answer that is due does not come.
 */
export interface LivenessMonitor {
  readonly kind: 'ping' | 'idle'
  /** Time of the next look; `Infinity` while nothing is watched. */
  lookAtMs: number
  heardAtMs: number
  /** Readings of the last look. */
  receivedBytes: number
  bufferedBytes: number
  leftBytes: number
  /** Time at which the send buffer was last seen to fall, or to be empty. */
  movedAtMs: number
  /** Time by which the slowest line has taken the long messages that were sent. */
  uploadEndsAtMs: number
  offlineAtMs: number | undefined
}

/** Facts of the call that a look needs. */
export interface WatchedCall {
  readonly sentBytes: number
  readonly isAnswerDue: boolean
  readonly isPaused: boolean
}

/** Receiver of the pings that are to be sent. */
export interface PingSink {
  push(output: { readonly type: 'ping' }): void
}

/** Makes a monitor that does not watch yet. */
export const createLiveness = (kind: LivenessMonitor['kind'], nowMs: number): LivenessMonitor => ({
  kind,
  lookAtMs: Infinity,
  heardAtMs: nowMs,
  receivedBytes: 0,
  bufferedBytes: 0,
  leftBytes: 0,
  movedAtMs: nowMs,
  uploadEndsAtMs: nowMs,
  offlineAtMs: undefined,
})

/** Begins to watch. */
export const watch = (monitor: LivenessMonitor, nowMs: number): void => {
  monitor.heardAtMs = monitor.movedAtMs = nowMs
  monitor.lookAtMs = nowMs + (monitor.kind === 'ping' ? ping : idle).lookMs
}

/** Records a sign of life. */
export const noteHeard = (monitor: LivenessMonitor, nowMs: number, { receivedBytes }: LineReading): void => {
  monitor.heardAtMs = nowMs
  monitor.receivedBytes = receivedBytes
}

/** Records a message that was passed to the socket: a long one takes a slow line many seconds. */
export const noteSent = (monitor: LivenessMonitor, bytes: number, nowMs: number): void => {
  if (bytes > longMessageBytes)
    monitor.uploadEndsAtMs = Math.max(nowMs, monitor.uploadEndsAtMs) + (bytes / slowestBytesPerSecond) * 1_000
}

/** Records that the browser lost the network, or has it again. */
export const noteNetwork = (monitor: LivenessMonitor, isOnline: boolean, nowMs: number): void => {
  monitor.offlineAtMs = isOnline ? undefined : nowMs
}

const lookByPing = (
  monitor: LivenessMonitor,
  nowMs: number,
  lateMs: number,
  isPaused: boolean,
  out: PingSink,
): Liveness => {
  // Time in which this program did not listen, blocked or asleep, is no silence of the peer.
  monitor.heardAtMs = Math.min(nowMs, monitor.heardAtMs + lateMs)
  const silentMs = nowMs - monitor.heardAtMs
  const quietMs = Math.min(silentMs, Math.max(0, nowMs - monitor.uploadEndsAtMs))
  monitor.lookAtMs = nowMs + ping.lookMs - (silentMs % ping.lookMs)
  // The answer to a ping waits behind what is not read: a paused line is read from first, and asked shortly after.
  if (isPaused && silentMs < ping.probeMs) return 'quiet'
  if (isPaused) {
    monitor.lookAtMs = nowMs + ping.afterProbeMs
    return 'probe'
  }
  if (quietMs >= ping.deadMs && lateMs < ping.lateMs) return 'dead'
  if (silentMs >= ping.lookMs) out.push({ type: 'ping' })
  return quietMs >= ping.suspectMs ? 'suspect' : 'quiet'
}

const lookIdly = (
  monitor: LivenessMonitor,
  nowMs: number,
  lateMs: number,
  isAnswerDue: boolean,
): Liveness => {
  // A hidden tab or a sleeping laptop looks late, and then its readings are old.
  if (lateMs + idle.lookMs > idle.lateMs) monitor.heardAtMs = monitor.movedAtMs = nowMs
  monitor.lookAtMs = nowMs + idle.lookMs
  const { heardAtMs, movedAtMs, offlineAtMs = nowMs } = monitor
  const quietFromMs = Math.max(heardAtMs, Math.min(nowMs, monitor.uploadEndsAtMs))
  const stuckMs = nowMs - Math.max(movedAtMs, quietFromMs)
  const offlineMs = nowMs - Math.max(offlineAtMs, heardAtMs)
  if (stuckMs >= idle.deadMs || offlineMs >= idle.deadMs) return 'dead'
  const owedMs = isAnswerDue ? nowMs - quietFromMs : 0
  return stuckMs >= idle.suspectMs || owedMs >= idle.answerMs ? 'suspect' : 'quiet'
}

/** Looks at the line, when it is time to, and returns the verdict. */
export const look = (
  monitor: LivenessMonitor,
  nowMs: number,
  line: LineReading,
  { sentBytes, isAnswerDue, isPaused }: WatchedCall,
  out: PingSink,
): Liveness => {
  const { bufferedBytes, receivedBytes } = line
  const leftBytes = sentBytes - bufferedBytes
  const hasReceived = receivedBytes > monitor.receivedBytes
  const hasLeft = leftBytes > monitor.leftBytes
  const wasFull = monitor.bufferedBytes > longMessageBytes
  if (bufferedBytes === 0 || hasLeft) monitor.movedAtMs = nowMs
  // A short buffer proves nothing, for the system's own takes what is written; one that was full and falls does.
  if (hasReceived || (monitor.kind === 'ping' && wasFull && hasLeft)) monitor.heardAtMs = nowMs
  monitor.receivedBytes = receivedBytes
  monitor.bufferedBytes = bufferedBytes
  monitor.leftBytes = leftBytes
  const lateMs = Math.max(0, nowMs - monitor.lookAtMs)
  const verdict =
    monitor.kind === 'ping'
      ? lookByPing(monitor, nowMs, lateMs, isPaused, out)
      : lookIdly(monitor, nowMs, lateMs, isAnswerDue)
  return hasReceived ? 'heard' : verdict
}
