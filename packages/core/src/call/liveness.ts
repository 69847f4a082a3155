import type { CallModel } from './call-model.ts'

/** Silence, of either kind of line, after which it is suspected. */
const suspectMs = 7_500

/**
 * Interval of looks and pings at a line that can be pinged: so short that a ping which a stall of four seconds holds up is
 * answered long before the silence counts.
 */
const pingMs = 2_500

/** Silence after which a line that can be pinged is dead. */
const unansweredMs = 10_000

/** Silence of a paused line after which it is read from for a moment. */
const probeMs = 5_000

/** Time that a paused line is read from before it is asked for a sign of life. */
const afterProbeMs = 250

/** A look at a line that can be pinged, later than this, gives no verdict: data that came meanwhile is still unread. */
const latePingMs = 500

/** Interval of looks at a line that cannot be pinged. */
const idleMs = 1_000

/** Time that the platform may owe an answer before such a line is suspected. */
const answerMs = 10_000

/** Time without network, or without anything leaving, after which such a line is dead. */
const stuckForMs = 15_000

/** Time between two looks at such a line after which its readings are old. */
const lateIdleMs = 5_000

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

/** Begins to watch. */
export const watch = (call: CallModel): void => {
  call.silentFromMs = call.movedAtMs = call.nowMs
  call.lookAtMs = call.nowMs + (call.setup.canPing ? pingMs : idleMs)
}

/** Records a sign of life. */
export const noteHeard = (call: CallModel): void => {
  call.silentFromMs = call.nowMs
  call.receivedBytes = call.setup.line.receivedBytes
}

/** Records a message that was passed to the socket: a long one takes a slow line many seconds. */
export const noteSent = (call: CallModel, bytes: number): void => {
  if (bytes > longMessageBytes)
    call.uploadEndsAtMs = Math.max(call.nowMs, call.uploadEndsAtMs) + (bytes / slowestBytesPerSecond) * 1_000
}

/** Looks at a line that can be asked, and takes silence for its end. */
const lookByPing = (call: CallModel, lateMs: number): Liveness => {
  const { nowMs } = call
  // Time in which this program did not listen, blocked or asleep, is no silence of the peer.
  call.silentFromMs = Math.min(nowMs, call.silentFromMs + lateMs)
  const silentMs = nowMs - call.silentFromMs
  const quietMs = Math.min(silentMs, Math.max(0, nowMs - call.uploadEndsAtMs))
  call.lookAtMs = nowMs + pingMs - (silentMs % pingMs)
  // The answer to a ping waits behind what is not read: a paused line is read from first, and asked shortly after.
  if (call.flow === 'paused') {
    if (silentMs < probeMs) return 'quiet'
    call.lookAtMs = nowMs + afterProbeMs
    return 'probe'
  }
  if (quietMs >= unansweredMs && lateMs < latePingMs) return 'dead'
  if (silentMs >= pingMs) call.outputs.push({ do: 'ping' })
  return quietMs >= suspectMs ? 'suspect' : 'quiet'
}

/**
 * Looks at a line of a browser, which cannot ask, and an idle platform is silent: the signs are that the browser is
 * offline, that nothing leaves any more, or that an answer that is due does not come.
 */
const lookIdly = (call: CallModel, lateMs: number): Liveness => {
  const { nowMs } = call
  // A hidden tab or a sleeping laptop looks late, and then its readings are old.
  if (lateMs + idleMs > lateIdleMs) call.silentFromMs = call.movedAtMs = nowMs
  call.lookAtMs = nowMs + idleMs
  const { silentFromMs, movedAtMs, offlineAtMs = nowMs } = call
  const quietFromMs = Math.max(silentFromMs, Math.min(nowMs, call.uploadEndsAtMs))
  const stuckMs = nowMs - Math.max(movedAtMs, quietFromMs)
  if (Math.max(stuckMs, nowMs - Math.max(offlineAtMs, silentFromMs)) >= stuckForMs) return 'dead'
  const owedMs = call.isAnswerDue ? nowMs - quietFromMs : 0
  return stuckMs >= suspectMs || owedMs >= answerMs ? 'suspect' : 'quiet'
}

/** Looks at the line, when it is time to, and returns the verdict. */
export const look = (call: CallModel): Liveness => {
  const { nowMs, setup } = call
  const { bufferedBytes, receivedBytes } = setup.line
  const leftBytes = call.sentBytes - bufferedBytes
  const hasReceived = receivedBytes > call.receivedBytes
  const hasLeft = leftBytes > call.leftBytes
  const wasFull = call.bufferedBytes > longMessageBytes
  if (bufferedBytes === 0 || hasLeft) call.movedAtMs = nowMs
  // A short buffer proves nothing, for the system's own takes what is written; one that was full and falls does.
  if (hasReceived || (setup.canPing && wasFull && hasLeft)) call.silentFromMs = nowMs
  call.receivedBytes = receivedBytes
  call.bufferedBytes = bufferedBytes
  call.leftBytes = leftBytes
  const lateMs = Math.max(0, nowMs - call.lookAtMs)
  const verdict = setup.canPing ? lookByPing(call, lateMs) : lookIdly(call, lateMs)
  return hasReceived ? 'heard' : verdict
}
