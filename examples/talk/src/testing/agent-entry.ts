import type { AgentEntry } from '@vatel/core'

/** A turn of the agent that was heard to its end, with the given changes. */
export const agentEntry = (text: string, change: Partial<AgentEntry> = {}): AgentEntry => ({
  who: 'agent',
  turnId: 't1',
  text,
  final: true,
  interrupted: false,
  cancelled: false,
  closed: false,
  complete: true,
  heardText: text,
  unheardText: '',
  receivedSamples: 100,
  heardSamples: 100,
  ...change,
})
