import { beginTurn } from './agent-voice.ts'
import type { Due } from './agenda.ts'
import type { CallAction, CallModel, CallStep } from './call-state.ts'
import { lineSaying } from './line-saying.ts'
import type { ScriptLine } from './script.ts'
import { awaitSilence } from './silence.ts'

/** How long after the session has started the agent begins. */
const openingMs = 200

/** What the agent says first: what its settings say, or else the scenario; nothing when that is empty. */
const openingLine = ({ setup, settings }: CallModel): ScriptLine | undefined => {
  const { first_message } = settings
  if (first_message === undefined) return setup.script.lines.get(setup.script.scenario.opening)
  return first_message === '' ? undefined : lineSaying(setup.script, first_message)
}

/** What is intended when a call begins. */
const firstThings = (
  { settings }: CallModel,
  line: ScriptLine | undefined,
  nowMs: number,
): readonly Due<CallAction>[] => {
  const lastsSecs = settings.timeout_settings?.default_timeout ?? 0
  return [
    ...(line === undefined
      ? []
      : [{ atMs: nowMs + openingMs, action: { type: 'speak-first', line } as const }]),
    ...(lastsSecs > 0 ? [{ atMs: nowMs + lastsSecs * 1_000, action: { type: 'time-out' } as const }] : []),
  ]
}

/** Starts the session, and intends what comes first in it; an agent that says nothing waits for the user. */
export const beginConversation = (before: CallModel, nowMs: number): CallStep => {
  const line = openingLine(before)
  const state: CallModel = { ...before, phase: 'live', agenda: firstThings(before, line, nowMs) }
  return {
    state: line === undefined ? awaitSilence(state, nowMs) : state,
    out: [{ atMs: nowMs, action: { type: 'session_started', data: { id: before.setup.id } } }],
  }
}

/** Begins the first message, which a voice interrupts only for as long as the settings say. */
export const speakFirst = (state: CallModel, line: ScriptLine, atMs: number): CallStep => {
  const { first_message_interruption_time: openSecs = Infinity } = state.settings
  return beginTurn(state, line, undefined, atMs, atMs + openSecs * 1_000)
}
