import { takeDue } from './agenda.ts'
import { andThen } from './and-then.ts'
import { beginTurn, say } from './agent-voice.ts'
import { settingsOver } from './call-settings.ts'
import type { CallInput } from './call-input.ts'
import type { CallEnding } from './call-output.ts'
import type { CallSetup } from './call-setup.ts'
import type { CallAction, CallModel, CallStep } from './call-state.ts'
import { checkMicrophone, hear } from './hearing.ts'
import { beginConversation, speakFirst } from './opening.ts'
import { beginReplay, repeat } from './repeat-call.ts'
import { breakSilence, timeOut } from './time-out.ts'
import { lastToolCall, reply, takeToolOutput } from './tool-turn.ts'
import { transcribe } from './utterance.ts'
import { openVoiceActivity } from './voice-activity.ts'

/** A call whose line is not open yet. */
export const prepareCall = (setup: CallSetup): CallModel => {
  const settings = settingsOver(setup.script.scenario, setup.settings ?? {})
  const { start_secs, stop_secs } = settings.vad_settings
  return {
    setup,
    settings,
    phase: 'opening',
    agenda: [],
    ears: openVoiceActivity,
    sensitivity: { startMs: start_secs * 1_000, stopMs: stop_secs * 1_000 },
    user: { type: 'silent' },
    agent: { type: 'listening' },
    audibleUntilMs: 0,
    microphoneAtMs: 0,
    next: 0,
    ids: 0,
    silences: 0,
    cancelledTurnId: undefined,
  }
}

const end = (state: CallModel, ending: CallEnding, atMs: number): CallStep => ({
  state: { ...state, phase: 'over', agenda: [] },
  out: [
    ...(state.setup.faults.toolCallAtEnd === true ? [{ atMs, action: lastToolCall(state) }] : []),
    { atMs, action: { type: 'session_ended', data: {} } },
    { atMs, action: { type: 'hang-up', code: 1000, ending } },
  ],
})

const perform = (state: CallModel, action: CallAction, atMs: number): CallStep => {
  switch (action.type) {
    case 'say':
      return say(state, action.speech, atMs)
    case 'say-late':
      return { state, out: [{ atMs, action: action.speech.message }] }
    case 'transcribe':
      return transcribe(state, atMs)
    case 'reply':
      return reply(state, action.turn, atMs)
    case 'speak':
      return beginTurn(state, action.line, action.ends, atMs)
    case 'check-microphone':
      return checkMicrophone(state, atMs)
    case 'speak-first':
      return speakFirst(state, action.line, atMs)
    case 'break-silence':
      return breakSilence(state, atMs)
    case 'time-out':
      return timeOut(state, atMs)
    case 'repeat':
      return repeat(state, action.output, atMs)
    case 'end':
      return end(state, action.ending, atMs)
  }
}

/** Does all that has become due, each thing at the moment it was due: a late wake-up changes nothing in the call. */
const catchUp = (before: CallModel, nowMs: number): CallStep => {
  let step: CallStep = { state: before, out: [] }
  for (;;) {
    const taken = takeDue(step.state.agenda, nowMs)
    if (taken === undefined) return step
    const { due, rest } = taken
    step = andThen(step, (state) => perform({ ...state, agenda: rest }, due.action, due.atMs))
  }
}

const take = (state: CallModel, input: CallInput, nowMs: number): CallStep => {
  if (state.phase === 'over' || input.type === 'wake') return { state, out: [] }
  const recorded = state.setup.replay
  if (input.type === 'opened')
    return recorded === undefined ? beginConversation(state, nowMs) : beginReplay(state, recorded, nowMs)
  if (recorded !== undefined) return { state, out: [] }
  return input.type === 'audio'
    ? hear(state, input.pcm, nowMs)
    : takeToolOutput(state, input.toolCallId, input.output, nowMs)
}

/**
 * The rules of a call: what the agent does, and when, about what it hears. What comes out carries the moment it was
 * due, which is never after `nowMs`; the next of it is due at the head of the agenda.
 */
export const stepCall = (before: CallModel, input: CallInput, nowMs: number): CallStep => {
  const heard = andThen(catchUp(before, nowMs), (state) => take(state, input, nowMs))
  // What falls due at this very moment goes out with what caused it.
  return andThen(heard, (state) => catchUp(state, nowMs))
}
