import { takeDue } from './agenda.ts'
import { beginTurn, say } from './agent-voice.ts'
import type { CallAction, CallInput, CallSetup, CallState, CallStep } from './call-state.ts'
import { checkMicrophone, hear } from './hearing.ts'
import { lastToolCall, reply, takeToolOutput } from './tool-turn.ts'
import { transcribe } from './utterance.ts'
import { openVoiceActivity } from './voice-activity.ts'

/** How long after the session has started the agent begins. */
const openingMs = 200

/** A call whose line is not open yet. */
export const prepareCall = (setup: CallSetup): CallState => ({
  setup,
  phase: 'opening',
  agenda: [],
  ears: openVoiceActivity,
  user: { type: 'silent' },
  agent: { type: 'listening' },
  audibleUntilMs: 0,
  microphoneAtMs: 0,
  next: 0,
  ids: 0,
  cancelledTurnId: undefined,
})

const end = (state: CallState, atMs: number): CallStep => ({
  state: { ...state, phase: 'over', agenda: [] },
  out: [
    ...(state.setup.faults.toolCallAtEnd === true ? [{ atMs, action: lastToolCall(state) }] : []),
    { atMs, action: { type: 'session_ended', data: {} } },
    { atMs, action: { type: 'hang-up', code: 1000 } },
  ],
})

const perform = (state: CallState, action: CallAction, atMs: number): CallStep => {
  switch (action.type) {
    case 'say':
      return say(state, action.utterance, atMs)
    case 'say-late':
      return { state, out: [{ atMs, action: action.utterance.message }] }
    case 'transcribe':
      return transcribe(state, atMs)
    case 'reply':
      return reply(state, action.turn, atMs)
    case 'speak':
      return beginTurn(state, action.line, action.ends, atMs)
    case 'check-microphone':
      return checkMicrophone(state, atMs)
    case 'end':
      return end(state, atMs)
  }
}

/** Does all that has become due, each thing at the moment it was due: a late wake-up changes nothing in the call. */
const catchUp = (before: CallState, nowMs: number): CallStep => {
  let state = before
  const out: CallStep['out'][number][] = []
  for (let taken = takeDue(state.agenda, nowMs); taken !== undefined; taken = takeDue(state.agenda, nowMs)) {
    const { action, atMs } = taken.due
    const step = perform({ ...state, agenda: taken.rest }, action, atMs)
    state = step.state
    out.push(...step.out)
  }
  return { state, out }
}

const open = (state: CallState, nowMs: number): CallStep => {
  const { id, script } = state.setup
  return {
    state: {
      ...state,
      phase: 'live',
      agenda: [
        { atMs: nowMs + openingMs, action: { type: 'speak', line: script.scenario.opening, ends: false } },
      ],
    },
    out: [{ atMs: nowMs, action: { type: 'session_started', data: { id } } }],
  }
}

const take = (state: CallState, input: CallInput, nowMs: number): CallStep => {
  if (state.phase === 'over' || input.type === 'wake') return { state, out: [] }
  if (input.type === 'opened') return open(state, nowMs)
  return input.type === 'audio'
    ? hear(state, input.pcm, nowMs)
    : takeToolOutput(state, input.toolCallId, input.output, nowMs)
}

/**
 * The rules of a call: what the agent does, and when, about what it hears. What comes out carries the moment it was
 * due, which is never after `nowMs`; the next of it is due at the head of the agenda.
 */
export const stepCall = (before: CallState, input: CallInput, nowMs: number): CallStep => {
  const past = catchUp(before, nowMs)
  const { state, out } = take(past.state, input, nowMs)
  // What falls due at this very moment goes out with what caused it.
  const present = catchUp(state, nowMs)
  return { state: present.state, out: [...past.out, ...out, ...present.out] }
}
