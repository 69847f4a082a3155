import { addDue, type Agenda, type Due, takeDue } from '../agenda.ts'
import { initialVoiceActivity } from '../voice/voice-activity.ts'
import { beginTurn, sendSpeech } from './agent-turn.ts'
import {
  andThen,
  type CallAction,
  type CallEnding,
  type CallInput,
  type CallModel,
  type CallOutput,
  type CallSetup,
  type CallStep,
  type Replay,
  settingsOver,
} from './call-model.ts'
import {
  beginConversation,
  handleCallTimeout,
  handleSilence,
  lastToolCall,
  reply,
  speakFirst,
  takeToolOutput,
} from './dialogue.ts'
import {
  closeFrame,
  connectionFaults,
  deliver,
  type Delivery,
  dequeue,
  emptyReceiveQueue,
  enqueue,
  type Frame,
  type ReceiveQueue,
  startDelivery,
} from './line.ts'
import { checkMicrophone, receiveAudio, transcribe } from './utterance.ts'
import { wireTexts } from './wire-text.ts'

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

/** A call and the state of its connection. */
interface Session {
  readonly call: CallModel
  /** Delivery to the client. */
  readonly delivery: Delivery
  /** Messages from the client. */
  readonly reading: ReceiveQueue
  /** Frames in flight. */
  readonly frames: Agenda<Frame>
  readonly line: 'open' | 'frozen' | 'closed'
}

/** Result of a step of a session. */
export interface SessionStep {
  readonly session: Session
  /** Inputs of the call, each with the time at which it was read. */
  readonly inputs: readonly Due<CallInput>[]
  /** Outputs of the call, each with its due time. */
  readonly outputs: readonly Due<CallOutput>[]
  /** Frames to send now. */
  readonly frames: readonly Frame[]
  /** Next deadline, if there is one. */
  readonly wakeAtMs: number | undefined
}

/** Creates a session before its connection is open. */
export const prepareSession = (setup: CallSetup): Session => ({
  call: prepareCall(setup),
  delivery: startDelivery(0),
  reading: emptyReceiveQueue,
  frames: [],
  line: 'open',
})

const framesOf = (output: CallOutput, setup: CallSetup): readonly Frame[] => {
  if (output.type === 'hang-up') return [closeFrame(output.code)]
  const texts = output.type === 'raw' ? [output.text] : wireTexts(output, setup.faults)
  return texts.map((text) => ({ type: 'text', text }))
}

/** Schedules the delivery of outputs. */
const dispatch = (before: Session, outputs: readonly Due<CallOutput>[]): Session => {
  if (before.line !== 'open' || outputs.length === 0) return before
  const { setup } = before.call
  let { delivery } = before
  const added: Due<Frame>[] = []
  for (const { atMs, action: output } of outputs)
    for (const action of framesOf(output, setup)) {
      delivery = deliver(delivery, setup, atMs)
      added.push({ atMs: delivery.lastMs, action })
    }
  return { ...before, delivery, frames: addDue(before.frames, added) }
}

interface Sent {
  readonly session: Session
  readonly frames: readonly Frame[]
}

const lineAfter = (frame: Frame): Session['line'] =>
  frame.type === 'freeze' ? 'frozen' : frame.type === 'close' || frame.type === 'cut' ? 'closed' : 'open'

/** Takes the frames that have arrived by now. */
const send = (before: Session, nowMs: number): Sent => {
  let session = before
  const frames: Frame[] = []
  while (session.line === 'open') {
    const taken = takeDue(session.frames, nowMs)
    if (taken === undefined) break
    const line = lineAfter(taken.due.action)
    session = { ...session, frames: line === 'open' ? taken.rest : [], line }
    frames.push(taken.due.action)
  }
  return { session, frames }
}

/** Passes the messages that have been read by now to the call. */
const readInputs = (
  { call: before, delivery, frames: underway, line }: Session,
  taken: ReceiveQueue,
  nowMs: number,
): Omit<SessionStep, 'wakeAtMs'> => {
  const { reading, inputs } = dequeue(taken, before.setup.faults, nowMs)
  const wake: Due<CallInput> = { atMs: nowMs, action: { type: 'wake' } }
  let call = before
  const outputs: Due<CallOutput>[] = []
  for (const { atMs, action } of inputs.at(-1)?.atMs === nowMs ? inputs : [...inputs, wake]) {
    const step = stepCall(call, action, atMs)
    call = step.state
    outputs.push(...step.out)
  }
  const frames: readonly Frame[] =
    reading.isPaused === taken.isPaused ? [] : [{ type: taken.isPaused ? 'resume' : 'pause' }]
  return { session: { call, delivery, reading, frames: underway, line }, inputs, outputs, frames }
}

const open = (before: Session, nowMs: number): Session => ({
  ...before,
  delivery: startDelivery(nowMs),
  frames: connectionFaults(before.call.setup.faults, nowMs),
})

/** Advances a call and its connection. An input that came as a message has the length of that message in `bytes`. */
export const stepSession = (before: Session, input: CallInput, nowMs: number, bytes = 0): SessionStep => {
  const present = input.type === 'opened' ? open(before, nowMs) : before
  const { call, reading, line } = present
  const taken =
    line === 'open' && input.type !== 'wake'
      ? enqueue(reading, input, bytes, call.setup.faults, nowMs)
      : reading
  const { session: advanced, outputs, frames: flow, inputs } = readInputs(present, taken, nowMs)
  const { session, frames } = send(dispatch(advanced, outputs), nowMs)
  const dues = [
    session.call.agenda[0]?.atMs,
    session.frames[0]?.atMs,
    session.line === 'open' ? session.reading.waiting[0]?.atMs : undefined,
  ].filter((atMs) => atMs !== undefined)
  return {
    session,
    inputs,
    outputs,
    frames: [...flow, ...frames],
    wakeAtMs: dues.length === 0 ? undefined : Math.min(...dues),
  }
}
