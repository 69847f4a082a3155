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
