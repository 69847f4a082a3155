import { addDue, takeDue, type Due } from '../agenda.ts'
import { initialVoiceActivity } from '../voice/voice-activity.ts'
import { beginTurn, sendSpeech } from './agent-turn.ts'
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
  handleSilence,
  lastToolCall,
  reply,
  speakFirst,
  takeToolOutput,
  handleCallTimeout,
} from './dialogue.ts'
import { checkMicrophone, receiveAudio, transcribe } from './utterance.ts'

/** Replays one recorded output; a close ends the call. */
const repeat = (state: CallModel, action: CallOutput, atMs: number): CallStep => ({
  state: action.type === 'hang-up' ? { ...state, phase: 'over', agenda: [] } : state,
  out: [{ atMs, action }],
})

/** Schedules the outputs of a recorded call. */
const beginReplay = (state: CallModel, { outputs }: Replay, nowMs: number): CallStep => {
  const agenda = outputs.map(({ atMs, action }): Due<CallAction> => ({
    atMs: nowMs + atMs,
    action: { type: 'repeat', output: action },
  }))
  return { state: { ...state, phase: 'live', agenda: addDue([], agenda) }, out: [] }
}

/** Creates the state of a call before its connection is open. */
export const prepareCall = (setup: CallSetup): CallModel => {
  const settings = settingsOver(setup.scenario.scenario, setup.settings ?? {})
  const { start_secs, stop_secs } = settings.vad_settings
  return {
    setup,
    settings,
    phase: 'opening',
    agenda: [],
    voiceActivity: initialVoiceActivity,
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
    case 'speech':
      return sendSpeech(state, action.speech, atMs)
    case 'late-speech':
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
    case 'silence-timeout':
      return handleSilence(state, atMs)
    case 'call-timeout':
      return handleCallTimeout(state, atMs)
    case 'repeat':
      return repeat(state, action.output, atMs)
    case 'end':
      return end(state, action.ending, atMs)
  }
}

/** Performs every action that is due, each at its due time, so that a late wake-up changes nothing in the call. */
const performDue = (before: CallModel, nowMs: number): CallStep => {
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
    ? receiveAudio(state, input.pcm, nowMs)
    : takeToolOutput(state, input.toolCallId, input.output, nowMs)
}

/**
 * Advances a call: applies an input at `nowMs` and performs due actions. Each output carries its due time, which is
 * never after `nowMs`. The next deadline is the head of the agenda.
 */
export const stepCall = (before: CallModel, input: CallInput, nowMs: number): CallStep => {
  const heard = andThen(performDue(before, nowMs), (state) => take(state, input, nowMs))
  // Actions that are due at this moment go out together with their cause.
  return andThen(heard, (state) => performDue(state, nowMs))
}
