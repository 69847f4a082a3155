/**
 * Where a call is in its life. `connecting`: TCP, TLS and upgrade. `starting`: open, but the session has not begun.
 * `live`: the session runs. `suspect`: nothing has been heard of the platform for too long. `closing`: this side hangs
 * up. `ended`: over.
 */
export type CallState = 'connecting' | 'starting' | 'live' | 'suspect' | 'closing' | 'ended'

/** Every step that a call may take; any other is a defect. */
export const callTransitions: Readonly<Record<CallState, readonly CallState[]>> = {
  connecting: ['starting', 'closing', 'ended'],
  starting: ['live', 'closing', 'ended'],
  live: ['suspect', 'closing', 'ended'],
  suspect: ['live', 'closing', 'ended'],
  closing: ['ended'],
  ended: [],
}
