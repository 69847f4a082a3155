import { addDue } from './agenda.ts'
import { beginTurn } from './agent-voice.ts'
import type { CallEnding } from './call-output.ts'
import type { CallModel, CallStep } from './call-state.ts'
import { lineSaying } from './line-saying.ts'
import { awaitSilence } from './silence.ts'

type Action = 'end_call' | 'transfer_call' | (string & {})

/** Ends the call, or hands it over; before that the agent says its message, if it has one. */
const act = (state: CallModel, action: Action | undefined, ending: CallEnding, atMs: number): CallStep => {
  const { transfer_message = '' } = state.settings.timeout_settings ?? {}
  const isTransfer = action === 'transfer_call'
  if (isTransfer && transfer_message !== '')
    return beginTurn(state, lineSaying(state.setup.script, transfer_message), 'transfer', atMs)
  const agenda = addDue(state.agenda, [
    { atMs, action: { type: 'end', ending: isTransfer ? 'transfer' : ending } },
  ])
  return { state: { ...state, agenda }, out: [] }
}

/** Asks whether the user is still there; at the last silence that is allowed, it gives the call up. */
export const breakSilence = (before: CallModel, atMs: number): CallStep => {
  const { setup, settings, silences } = before
  const { silence_counter = 1, silence_timeout_action } = settings.timeout_settings ?? {}
  const state = { ...before, silences: silences + 1 }
  if (state.silences >= silence_counter) return act(state, silence_timeout_action, 'silence', atMs)
  const { silence: name } = setup.script.scenario
  const line = name === undefined ? undefined : setup.script.lines.get(name)
  return line === undefined
    ? { state: awaitSilence(state, atMs), out: [] }
    : beginTurn(state, line, undefined, atMs)
}

/** Does what the settings say about a call that has lasted too long; whatever is being said is broken off. */
export const timeOut = (state: CallModel, atMs: number): CallStep => {
  const agenda = state.agenda.filter(({ action }) => action.type !== 'say')
  return act({ ...state, agenda }, state.settings.timeout_settings?.timeout_action, 'time', atMs)
}
