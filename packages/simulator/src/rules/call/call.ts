import { addDue, takeDue, type Due } from '../agenda.ts'
import { openVoiceActivity } from '../voice/voice-activity.ts'
import { beginTurn, say } from './agent-turn.ts'
import {
  andThen,
  settingsOver,
  type CallAction,
  type CallEnding,
  type CallInput,
  type CallModel,
  type CallOutput,
  type CallSetup,
  type CallStep,
  type Replay,
} from './call-model.ts'
import {
  beginConversation,
  breakSilence,
  lastToolCall,
  reply,
  speakFirst,
  takeToolOutput,
  timeOut,
} from './dialogue.ts'
import { checkMicrophone, hear, transcribe } from './utterance.ts'

/** Does a thing that was recorded; nothing comes after a hang-up. */
const repeat = (state: CallModel, action: CallOutput, atMs: number): CallStep => ({
  state: action.type === 'hang-up' ? { ...state, phase: 'over', agenda: [] } : state,
  out: [{ atMs, action }],
})

/** Begins a call that was recorded: from now on all is done again as it was. */
const beginReplay = (state: CallModel, { outputs }: Replay, nowMs: number): CallStep => {
  const agenda = outputs.map(({ atMs, action }): Due<CallAction> => ({
    atMs: nowMs + atMs,
    action: { type: 'repeat', output: action },
  }))
  return { state: { ...state, phase: 'live', agenda: addDue([], agenda) }, out: [] }
}

/** A call whose line is not open yet. */
export const prepareCall = (setup: CallSetup): CallModel => {
  const settings = settingsOver(setup.scenario.scenario, setup.settings ?? {})
  const { start_secs, stop_secs } = settings.vad_settings
  return {
    setup,
    settings,
    phase: 'opening',
    agenda: [],
    voiceActivity: openVoiceActivity,
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
