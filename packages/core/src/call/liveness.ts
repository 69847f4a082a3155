import type { CallModel } from './call-model.ts'

/** Silence, of either kind of line, after which it is suspected. */
export const suspectMs = 7_500

/** Interval of looks at a line that cannot be pinged. */
const idleMs = 1_000

/** Time that the platform may owe an answer before such a line is suspected. */
const answerMs = 10_000

/** Time without network, or without anything leaving, after which such a line is dead. */
const stuckForMs = 15_000

/** Time between two looks at such a line after which its readings are old. */
const lateIdleMs = 5_000

/** A message, or a send buffer, longer than this takes the line for a while, in which neither pongs nor answers can come. */
export const longMessageBytes = 65_536

/** Bytes a second of the slowest line that a call is held over: half of what the microphone needs. */
const slowestBytesPerSecond = 32_000

/** Verdict of a look at the line. */
export type Liveness =
  /** Bytes came since the last look. */
  | 'heard'
  /** Nothing is known to be wrong. */
  | 'quiet'
  /** The peer may be gone. */
  | 'suspect'
  /** The peer is gone. */
  | 'dead'
  /** The line is paused, and nobody reads what was received. */
  | 'unread'

/** Begins to watch. */
export const watch = (call: CallModel): void => {
  call.silenceFromMs = call.movedAtMs = call.nowMs
  call.lookAtMs = call.nowMs + (call.setup.pingControl?.lookEveryMs ?? idleMs)
}

/** Records a message that was passed to the socket: a long one takes a slow line many seconds. */
export const noteSent = (call: CallModel, bytes: number): void => {
  if (bytes > longMessageBytes)
    call.uploadEndsAtMs = Math.max(call.nowMs, call.uploadEndsAtMs) + (bytes / slowestBytesPerSecond) * 1_000
}

/**
 * Looks at a line of a browser, which cannot ask, and an idle platform is silent: the signs are that the browser is
 * offline, that nothing leaves any more, or that an answer that is due does not come.
 */
const lookIdly = (call: CallModel, lateByMs: number): Liveness => {
  const { nowMs } = call
  const { bufferedBytes } = call.setup.lineReading
  const leftBytes = call.sentBytes - bufferedBytes
  if (bufferedBytes === 0 || leftBytes > call.leftBytes) call.movedAtMs = nowMs
  call.leftBytes = leftBytes
  // A hidden tab or a sleeping laptop looks late, and then its readings are old.
  if (lateByMs + idleMs > lateIdleMs) call.silenceFromMs = call.movedAtMs = nowMs
  call.lookAtMs = nowMs + idleMs
  const { silenceFromMs, movedAtMs, offlineAtMs = nowMs } = call
  const quietFromMs = Math.max(silenceFromMs, Math.min(nowMs, call.uploadEndsAtMs))
  const stuckMs = nowMs - Math.max(movedAtMs, quietFromMs)
  if (Math.max(stuckMs, nowMs - Math.max(offlineAtMs, silenceFromMs)) >= stuckForMs) return 'dead'
  const owedMs = call.isAnswerDue ? nowMs - quietFromMs : 0
  return stuckMs >= suspectMs || owedMs >= answerMs ? 'suspect' : 'quiet'
}

/** Looks at the line, when it is time to, and returns the verdict. */
export const look = (call: CallModel): Liveness =>
  (call.setup.pingControl?.lookAtPings ?? lookIdly)(call, Math.max(0, call.nowMs - call.lookAtMs))
