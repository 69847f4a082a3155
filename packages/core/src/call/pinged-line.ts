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

/** `probing` reads for a moment although the receive buffer is full. */
type Flow = 'open' | 'paused' | 'probing'

/**
 * Liveness and flow control of a line that can be pinged, which a browser's cannot. A full receive buffer pauses the line, so
 * that the peer has to wait. A paused line is read from for a moment when it has been silent.
 */
export interface PingedLine {
  /** Time between two looks at the line. */
  readonly lookEveryMs: number
  readonly flow: Flow
  /** Looks at the line and returns the verdict; `lateByMs` is how much later than its time the look is. */
  lookAtPings(call: CallModel, lateByMs: number): Liveness
  /** Takes a sign of life; set only while the line is probed for one. */
  noteHeard: ((call: CallModel) => void) | undefined
  /** Pauses or resumes by the load of the receive buffer; returns false where the line cannot be paused. */
  controlFlow(call: CallModel, load: number): boolean
  /** Begins to read, pauses, or reads for a moment. */
  setFlow(call: CallModel, flow: Flow): void
}

/**
 * Returns the liveness and flow control of a line that can be pinged, and perhaps paused. `receivedSoFar` returns the bytes
 * that came over the line, parts of messages included.
 */
export const pingedLine = (canPause: boolean, receivedSoFar: () => number): PingedLine => {
  let flow: Flow = 'open'
  /** The load of the receive buffer, and the time at which it was last seen to fall. */
  let load = 0
  let readAtMs = 0
  /** Readings of the last look, and the time of the last sign of life that it knew. */
  let receivedBytes = 0
  let bufferedBytes = 0
  let heardAtMs = -1

  const setFlow = (call: CallModel, next: Flow): void => {
    const value = next === 'paused'
    if ((flow === 'paused') !== value) call.stepOutputs.push({ do: 'pause', value })
    flow = next
    line.noteHeard = flow === 'probing' ? pauseAgain : undefined
  }
  const pauseAgain = (call: CallModel): void => setFlow(call, 'paused')

  /** Looks at a paused line: the answer to a ping waits behind what is not read, so it is read from before it is asked. */
  const lookAtPaused = (call: CallModel, silentMs: number): Liveness => {
    const { nowMs } = call
    if (silentMs < probeMs) return 'quiet'
    if (load < mostLoad) {
      setFlow(call, 'probing')
      call.lookAtMs = nowMs + afterProbeMs
      return 'quiet'
    }
    // A ping would be no help: its answer is not read, and some servers (`ws`) drop a peer that pings and does not read.
    call.silenceFromMs = nowMs
    return nowMs - readAtMs >= unreadMs ? 'unread' : 'quiet'
  }

  const lookByPing = (call: CallModel, lateByMs: number): Liveness => {
    const { nowMs } = call
    // Time in which this program did not listen, blocked or asleep, is no silence of the peer.
    call.silenceFromMs = Math.min(nowMs, call.silenceFromMs + lateByMs)
    const silentMs = nowMs - call.silenceFromMs
    const quietMs = Math.min(silentMs, Math.max(0, nowMs - call.uploadEndsAtMs))
    call.lookAtMs = nowMs + pingMs - (silentMs % pingMs)
    if (flow === 'paused') return lookAtPaused(call, silentMs)
    if (quietMs >= unansweredMs && lateByMs < lateMs) return 'dead'
    if (silentMs >= pingMs) call.stepOutputs.push({ do: 'ping' })
    return quietMs >= suspectMs ? 'suspect' : 'quiet'
  }

  const line: PingedLine = {
    lookEveryMs: pingMs,
    get flow() {
      return flow
    },
    lookAtPings(call, lateByMs) {
      const nowBuffered = call.setup.lineReading.bufferedBytes
      const nowReceived = receivedSoFar()
      const leftBytes = call.sentBytes - nowBuffered
      // A sign of life since the last look explains the bytes; without one they are a part of a message.
      const hasReceived = nowReceived > receivedBytes && call.heardAtMs === heardAtMs
      const wasFull = bufferedBytes > longMessageBytes
      // A short buffer proves nothing, for the system's own takes what is written; one that was full and falls does.
      if (hasReceived || (wasFull && leftBytes > call.leftBytes)) call.silenceFromMs = call.nowMs
      receivedBytes = nowReceived
      bufferedBytes = nowBuffered
      call.leftBytes = leftBytes
      const verdict = lookByPing(call, lateByMs)
      heardAtMs = hasReceived ? call.nowMs : call.heardAtMs
      return hasReceived ? 'heard' : verdict
    },
    noteHeard: undefined,
    controlFlow(call, nowLoad) {
      if (nowLoad < load || flow === 'open') readAtMs = call.nowMs
      load = nowLoad
      if (canPause && flow === 'open' && load > 1) setFlow(call, 'paused')
      else if (flow !== 'open' && load <= lowLoad) setFlow(call, 'open')
      return canPause
    },
    setFlow,
  }
  return line
}
