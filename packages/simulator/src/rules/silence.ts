import { addDue, type Agenda } from './agenda.ts'
import type { CallAction, CallModel } from './call-state.ts'

/** No longer does anything about a silence. */
export const forgetSilence = (agenda: Agenda<CallAction>): Agenda<CallAction> =>
  agenda.filter(({ action }) => action.type !== 'break-silence')

/** Does something about it if nobody speaks for as long as the settings say, from a moment on. */
export const awaitSilence = (state: CallModel, fromMs: number): CallModel => {
  const lastsSecs = state.settings.vad_settings?.silence_timeout_secs ?? 0
  if (lastsSecs <= 0) return state
  const agenda = addDue(forgetSilence(state.agenda), [
    { atMs: fromMs + lastsSecs * 1_000, action: { type: 'break-silence' } },
  ])
  return { ...state, agenda }
}
