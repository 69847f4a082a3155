import type { CallSnapshot } from './call-machine.ts'

/** The word for a label, in the order of their priority. */
export const phases = [
  'connecting',
  'interrupted',
  'agentSpeaking',
  'toolPending',
  'listening',
  'ended',
] as const

/** One word that says where a call is. */
export type Phase = (typeof phases)[number]

/**
 * Gives one word for a label. Where several are true at once the first counts: the user has interrupted the agent, the
 * agent is heard, a tool runs, the call listens. `idle` reads `ended` too: there is no call, and `call` begins one.
 */
export const phaseOf = (snapshot: CallSnapshot): Phase => {
  if (snapshot.matches('connecting')) return 'connecting'
  if (snapshot.matches({ active: { floor: 'interrupted' } })) return 'interrupted'
  if (snapshot.hasTag('agent-audible')) return 'agentSpeaking'
  if (snapshot.hasTag('tool-pending')) return 'toolPending'
  return snapshot.matches('active') ? 'listening' : 'ended'
}

/**
 * Makes a predicate of snapshots.
 *
 * @example
 * await waitFor(actor, isPhase('ended'))
 */
export const isPhase =
  (...wanted: readonly Phase[]) =>
  (snapshot: CallSnapshot): boolean =>
    wanted.includes(phaseOf(snapshot))
