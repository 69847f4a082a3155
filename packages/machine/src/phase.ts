import type { CallSnapshot } from './call-machine.ts'

/** The words for a label, in the order of their priority. */
export const phases = [
  'connecting',
  'interrupted',
  'agentSpeaking',
  'toolPending',
  'listening',
  'ended',
] as const

/** One word for the state of a call. */
export type Phase = (typeof phases)[number]

/**
 * Returns one word for a label. Where several are true at once the first counts: the user has interrupted the agent, the
 * agent is heard, a tool runs, the call listens. `idle` reads `ended` too: there is no call, and `call` begins one.
 */
export const phaseOf = (snapshot: CallSnapshot): Phase => {
  // Interfaces call this for every snapshot, and the value costs a tenth of `matches`.
  const { value } = snapshot
  if (typeof value === 'string') return value === 'lastWords' ? 'agentSpeaking' : 'ended'
  if ('connecting' in value) return 'connecting'
  if ('interrupted' in value.active.floor) return 'interrupted'
  if ('agentSpeaking' in value.active.floor) return 'agentSpeaking'
  return value.active.tools === 'idle' ? 'listening' : 'toolPending'
}

/**
 * Creates a predicate of snapshots.
 *
 * @example
 * const snapshot = await waitFor(actor, isPhase('listening', 'ended'))
 * show(snapshot.context, isPhase('ended')(snapshot))
 */
export const isPhase =
  (...wanted: readonly Phase[]) =>
  (snapshot: CallSnapshot): boolean =>
    wanted.includes(phaseOf(snapshot))
