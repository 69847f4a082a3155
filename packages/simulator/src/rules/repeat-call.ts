import { addDue, type Due } from './agenda.ts'
import type { CallOutput } from './call-output.ts'
import type { CallAction, CallModel, CallStep } from './call-state.ts'
import type { Replay } from './replay.ts'

/** Does a thing that was recorded; nothing comes after a hang-up. */
export const repeat = (state: CallModel, action: CallOutput, atMs: number): CallStep => ({
  state: action.type === 'hang-up' ? { ...state, phase: 'over', agenda: [] } : state,
  out: [{ atMs, action }],
})

/** Begins a call that was recorded: from now on all is done again as it was. */
export const beginReplay = (state: CallModel, { outputs }: Replay, nowMs: number): CallStep => {
  const agenda = outputs.map(({ atMs, action }): Due<CallAction> => ({
    atMs: nowMs + atMs,
    action: { type: 'repeat', output: action },
  }))
  return { state: { ...state, phase: 'live', agenda: addDue([], agenda) }, out: [] }
}
