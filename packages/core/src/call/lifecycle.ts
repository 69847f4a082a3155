import { type EndReason, stageMs } from './end-reason.ts'

/**
 * The state of a call. `connecting`: TCP, TLS and upgrade. `starting`: the connection is open, and the session has not
 * started. `live`: the session runs. `suspect`: the line has been silent for too long. `closing`: this side closes the
 * call. `ended`: the call is over.
 */
export type CallState = 'connecting' | 'starting' | 'live' | 'suspect' | 'closing' | 'ended'

/** Every transition that a call may take; any other is a defect. */
export const callTransitions: Readonly<Record<CallState, readonly CallState[]>> = {
  connecting: ['starting', 'closing', 'ended'],
  starting: ['live', 'closing', 'ended'],
  live: ['suspect', 'closing', 'ended'],
  suspect: ['live', 'closing', 'ended'],
  closing: ['ended'],
  ended: [],
}

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
