import type { InvalidMessageError } from '../errors.ts'
import type { ServerData, ServerMessage, UnknownMessage } from '../protocol/messages.ts'
import type { Sent } from './connection.ts'
import { type EndReason, stageMs } from './end-reason.ts'
import { callTransitions, type CallState } from './lifecycle.ts'
import { createLiveness, type LivenessMonitor } from './liveness.ts'
import type { TransportEvent } from './transport.ts'
import { createDelivery, type Delivery } from './delivery.ts'
import { createUplink, type Uplink, uplinkDeadlineMs, type UplinkOutput } from './uplink.ts'

/** Refusal of the upgrade whose body has not come yet. */
export interface Refusal {
  readonly status: number
  readonly retryAfterMs: number | undefined
}

/** State of a call with the deadline of its stage. */
export interface Lifecycle {
  state: CallState
  /** Time at which the stage times out; `Infinity` for a stage without a limit. */
  deadlineMs: number
  /** True once `session_started` has come. */
  hasStarted: boolean
  /** Head of the refusal whose body is awaited. */
  refusal: Refusal | undefined
  /** Reason that a call in `closing` ends with. */
  reason: EndReason | undefined
}

/** Makes the lifecycle of a call that connects. */
export const createLifecycle = (nowMs: number): Lifecycle => ({
  state: 'connecting',
  deadlineMs: nowMs + stageMs.connecting,
  hasStarted: false,
  refusal: undefined,
  reason: undefined,
})

/**
 * Takes a transition; the deadline of the stage before it is forgotten.
 * @throws {Error} when no call may take it
 */
export const enter = (lifecycle: Lifecycle, next: CallState, deadlineMs = Infinity): void => {
  const { state } = lifecycle
  if (!callTransitions[state].includes(next)) throw new Error(`a call cannot go from ${state} to ${next}`)
  lifecycle.state = next
  lifecycle.deadlineMs = deadlineMs
}

/** Returns whether this side closes the call, or the call is over. */
export const isOver = ({ state }: Lifecycle): boolean => state === 'closing' || state === 'ended'

/** Event that the engine of a call takes. */
export type CallInput =
  | TransportEvent
  /** The program sends microphone audio, in base64. */
  | { readonly type: 'audio'; readonly audio: string }
  /** The program sends the output of a tool. */
  | { readonly type: 'tool-output'; readonly toolCallId: string; readonly output: string }
  /** The program closes the call. */
  | { readonly type: 'close' }
  /** The receive buffer holds so many messages, and so much of what it may hold: more than 1 is too much. */
  | { readonly type: 'buffered'; readonly messages: number; readonly load: number }
  /** The last `send` has been done: the next may follow. */
  | { readonly type: 'drain' }
  /** Time has passed. */
  | { readonly type: 'wake' }

/** Action that the engine wants done, or event that it emits. Actions are done at once, events in their order. */
export type CallOutput =
  | UplinkOutput
  | { readonly type: 'ping' }
  /** Reading is to stop or to go on. */
  | { readonly type: 'pause'; readonly isPaused: boolean }
  /** The connection is to be closed with a handshake, or dropped. */
  | { readonly type: 'disconnect'; readonly how: 'close' | 'terminate' }
  /** Answer to `audio` and `tool-output`. */
  | { readonly type: 'accepted'; readonly sent: Sent }
  | { readonly type: 'state'; readonly state: CallState }
  | { readonly type: 'started'; readonly data: ServerData<'session_started'> }
  /** The session will not start, for this reason. */
  | { readonly type: 'not-started'; readonly reason: EndReason }
  | { readonly type: 'message'; readonly message: ServerMessage | UnknownMessage; readonly length: number }
  | { readonly type: 'invalid'; readonly error: InvalidMessageError }
  | { readonly type: 'end'; readonly reason: EndReason }

/** Facts of a call that do not change. */
export interface CallSetup {
  /** Scheme, host and port of the platform. */
  readonly origin: string
  /** Session token, which no reason may show. */
  readonly token: string
  readonly canPing: boolean
  readonly canPause: boolean
}

/** The whole state of a call. */
export interface CallModel {
  readonly setup: CallSetup
  readonly lifecycle: Lifecycle
  readonly uplink: Uplink
  readonly delivery: Delivery
  readonly liveness: LivenessMonitor
  /** Flow control of the downlink: `probing` reads for a moment although the receive buffer is full. */
  flow: 'open' | 'paused' | 'probing'
  /** Load of the receive buffer. */
  load: number
  /** Times of the last `invalid` events. */
  invalidAtMs: readonly number[]
}

/** Makes the state of a call that connects. */
export const createCall = (setup: CallSetup, nowMs: number): CallModel => ({
  setup,
  lifecycle: createLifecycle(nowMs),
  uplink: createUplink(),
  delivery: createDelivery(nowMs),
  liveness: createLiveness(setup.canPing ? 'ping' : 'idle', nowMs),
  flow: 'open',
  load: 0,
  invalidAtMs: [],
})

/** Returns the time at which the engine wants a `wake`; `Infinity` when it waits for nothing. */
export const nextDeadlineMs = ({ lifecycle, liveness, uplink }: CallModel): number =>
  Math.min(lifecycle.deadlineMs, liveness.lookAtMs, uplinkDeadlineMs(uplink))
