import type { CallModel } from './call-model.ts'
import { type Liveness, longMessageBytes, suspectMs } from './liveness.ts'

/**
 * Interval of looks and pings: so short that a ping which a stall of four seconds holds up is answered long before the
 * silence counts.
 */
const pingMs = 2_500

/** Silence after which the line is dead. */
const unansweredMs = 10_000

/** A look later than this gives no verdict: data that came meanwhile is still unread. */
const lateMs = 500

/** Silence of a paused line after which it is read from for a moment. */
const probeMs = 5_000

/** Time that a paused line is read from before it is asked for a sign of life. */
const afterProbeMs = 250

/** Load at which a paused line is read from again. */
const lowLoad = 0.5

/** Load at which a paused line is no longer probed, so that the receive buffer stays bounded. */
const mostLoad = 2

/** Time without a read after which a line that is no longer probed ends: nobody would ever see its end. */
const unreadMs = 60_000

/**
 * Liveness and flow control of a line that can be pinged, which a browser's cannot. A full receive buffer pauses the line, so
 * that the peer has to wait. A paused line is read from for a moment when it has been silent.
 */
export interface PingedLine {
  /** Time between two looks at the line. */
  readonly lookEveryMs: number
  /** Looks at the line and returns the verdict; `lateByMs` is how much later than its time the look is. */
  look(call: CallModel, lateByMs: number): Liveness
  /** Pauses or resumes by the load of the receive buffer; returns false where the line cannot be paused. */
  control(call: CallModel): boolean
  /** Begins to read, pauses, or reads for a moment. */
  setFlow(call: CallModel, flow: CallModel['flow']): void
}

const setFlow = (call: CallModel, flow: CallModel['flow']): void => {
  const value = flow === 'paused'
  if ((call.flow === 'paused') !== value) call.outputs.push({ do: 'pause', value })
  call.flow = flow
}

/** Looks at a paused line: the answer to a ping waits behind what is not read, so it is read from before it is asked. */
const lookAtPaused = (call: CallModel, silentMs: number): Liveness => {
  const { nowMs } = call
  if (silentMs < probeMs) return 'quiet'
  if (call.load < mostLoad) {
    setFlow(call, 'probing')
    call.lookAtMs = nowMs + afterProbeMs
    return 'quiet'
  }
  // A ping would be no help: its answer is not read, and some servers (`ws`) drop a peer that pings and does not read.
  call.silenceFromMs = nowMs
  return nowMs - call.readAtMs >= unreadMs ? 'unread' : 'quiet'
}

const lookByPing = (call: CallModel, lateByMs: number): Liveness => {
  const { nowMs } = call
  // Time in which this program did not listen, blocked or asleep, is no silence of the peer.
  call.silenceFromMs = Math.min(nowMs, call.silenceFromMs + lateByMs)
  const silentMs = nowMs - call.silenceFromMs
  const quietMs = Math.min(silentMs, Math.max(0, nowMs - call.uploadEndsAtMs))
  call.lookAtMs = nowMs + pingMs - (silentMs % pingMs)
  if (call.flow === 'paused') return lookAtPaused(call, silentMs)
  if (quietMs >= unansweredMs && lateByMs < lateMs) return 'dead'
  if (silentMs >= pingMs) call.outputs.push({ do: 'ping' })
  return quietMs >= suspectMs ? 'suspect' : 'quiet'
}

const look = (call: CallModel, lateByMs: number): Liveness => {
  const { bufferedBytes, receivedBytes } = call.setup.line
  const leftBytes = call.sentBytes - bufferedBytes
  const hasReceived = receivedBytes > call.receivedBytes
  const wasFull = call.bufferedBytes > longMessageBytes
  // A short buffer proves nothing, for the system's own takes what is written; one that was full and falls does.
  if (hasReceived || (wasFull && leftBytes > call.leftBytes)) call.silenceFromMs = call.nowMs
  call.receivedBytes = receivedBytes
  call.bufferedBytes = bufferedBytes
  call.leftBytes = leftBytes
  const verdict = lookByPing(call, lateByMs)
  return hasReceived ? 'heard' : verdict
}

const control = (call: CallModel): true => {
  if (call.flow === 'open' && call.load > 1) setFlow(call, 'paused')
  else if (call.flow !== 'open' && call.load <= lowLoad) setFlow(call, 'open')
  return true
}

/** Returns the liveness and flow control of a line that can be pinged, and perhaps paused. */
export const pingedLine = (canPause: boolean): PingedLine => ({
  lookEveryMs: pingMs,
  look,
  control: canPause ? control : () => false,
  setFlow,
})
