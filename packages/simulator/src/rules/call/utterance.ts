import { sampleRate } from '@vatel/core'
import { addDue, type Due } from '../agenda.ts'
import type { ScriptedTurn } from '../scenario/scenario.ts'
import { seededUuid } from '../seeded.ts'
import { stepVoiceActivity, undecided, type VoiceActivityEvent } from '../voice/voice-activity.ts'
import { cancelSilenceTimer, heardUntilMs, interrupt, isInterruptible } from './agent-turn.ts'
import { andThen, type CallAction, type CallModel, type CallOutput, type CallStep } from './call-model.ts'

/** Delay from the end of the voice to the final transcript; until then the utterance may continue. */
const transcribeMs = 120

/** Time without a message of the microphone after which a speaking user counts as silent. */
const microphoneTimeoutMs = 1_500

/** The scenario's turn of the current or next utterance. */
const turnOf = ({ setup, next }: CallModel): ScriptedTurn => {
  const { turns, otherwise } = setup.scenario.scenario
  return turns[next] ?? otherwise
}

/** Builds a transcript message. */
const transcript = (text: string, turnId: string, isFinal: boolean): CallOutput => ({
  type: 'input_audio_transcript',
  data: { transcript: text, turn_id: turnId, is_final: isFinal },
})

/**
 * Withdraws an answer that has not begun, because the user continues: the utterance is open again with its transcript
 * already sent.
 */
const withdrawAnswer = (state: CallModel): CallModel => {
  const reply = state.agenda.map(({ action }) => action).find((action) => action.type === 'reply')
  const agenda = state.agenda.filter(({ action: { type } }) => type !== 'reply' && type !== 'speak')
  if (reply === undefined) return { ...state, agenda }
  return {
    ...state,
    agenda,
    next: reply.number,
    user: { type: 'pausing', turnId: reply.turnId, isSaid: true },
  }
}

/** Begins an utterance or continues a paused one. It interrupts the agent if the agent is audible. */
const startUtterance = (before: CallModel, atSample: number, nowMs: number): CallStep => {
  const state = withdrawAnswer(before)
  const goesOn = state.user.type === 'pausing'
  const { turnId, isSaid } =
    state.user.type === 'pausing'
      ? state.user
      : { turnId: seededUuid(state.setup.id, 'user', state.ids), isSaid: false }
  const speaking: CallModel = {
    ...state,
    ids: goesOn ? state.ids : state.ids + 1,
    user: { type: 'speaking', turnId, isSaid, sinceSample: atSample, words: 0 },
    silences: 0,
    agenda: addDue(
      cancelSilenceTimer(state.agenda).filter(
        ({ action }) => action.type !== 'transcribe' && action.type !== 'check-microphone',
      ),
      [{ atMs: nowMs + microphoneTimeoutMs, action: { type: 'check-microphone' } }],
    ),
  }
  const cut = isInterruptible(speaking, nowMs) ? interrupt(speaking, nowMs) : { state: speaking, out: [] }
  return {
    state: cut.state,
    out: [{ atMs: nowMs, action: { type: 'speech_started', data: { emulated: false } } }, ...cut.out],
  }
}

/** Pauses an utterance at the end of the voice; it may continue. */
const pauseUtterance = (state: CallModel, nowMs: number): CallStep => {
  if (state.user.type !== 'speaking') return { state, out: [] }
  const transcribe: Due<CallAction> = { atMs: nowMs + transcribeMs, action: { type: 'transcribe' } }
  return {
    state: {
      ...state,
      user: { type: 'pausing', turnId: state.user.turnId, isSaid: state.user.isSaid },
      agenda: addDue(
        state.agenda.filter(({ action }) => action.type !== 'check-microphone'),
        [transcribe],
      ),
    },
    out: [{ atMs: nowMs, action: { type: 'speech_stopped', data: {} } }],
  }
}

/** Ends the utterance: sends its final transcript, unless it was sent before, and schedules the answer. */
export const transcribe = (state: CallModel, nowMs: number): CallStep => {
  if (state.user.type !== 'pausing') return { state, out: [] }
  const { turnId, isSaid } = state.user
  const turn = turnOf(state)
  const thinksMs = Math.max(0, state.setup.scenario.scenario.thinkMs - transcribeMs)
  // A first message that cannot be interrupted is spoken to its end before an answer.
  const { agent } = state
  const freeAtMs = agent.type === 'speaking' && agent.openUntilMs < nowMs ? heardUntilMs(state, nowMs) : nowMs
  const reply: Due<CallAction> = {
    atMs: Math.max(nowMs + thinksMs, freeAtMs),
    action: { type: 'reply', turn, number: state.next, turnId },
  }
  return {
    state: {
      ...state,
      user: { type: 'silent' },
      next: state.next + 1,
      agenda: addDue(state.agenda, [reply]),
    },
    out: isSaid ? [] : [{ atMs: nowMs, action: transcript(turn.user, turnId, true) }],
  }
}

/** Rate and step of interim transcripts while the user speaks. */
const wordsPerSecond = 2.5
const wordsPerInterim = 2

const onEvent = (state: CallModel, event: VoiceActivityEvent, nowMs: number): CallStep =>
  event.type === 'started' ? startUtterance(state, event.atSample, nowMs) : pauseUtterance(state, nowMs)

const interim = (state: CallModel, nowMs: number): CallStep => {
  const { user, voiceActivity } = state
  if (user.type !== 'speaking' || user.isSaid) return { state, out: [] }
  const heard = Math.floor(((voiceActivity.samples - user.sinceSample) / sampleRate) * wordsPerSecond)
  const worthTelling = user.words + wordsPerInterim
  if (heard < worthTelling) return { state, out: [] }
  const all = turnOf(state).user.split(' ')
  const words = Math.min(all.length - 1, heard)
  if (words < worthTelling) return { state, out: [] }
  return {
    state: { ...state, user: { ...user, words } },
    out: [{ atMs: nowMs, action: transcript(all.slice(0, words).join(' '), user.turnId, false) }],
  }
}

/** Receives audio of the user. */
export const receiveAudio = (before: CallModel, pcm: Int16Array, nowMs: number): CallStep => {
  const { state: voiceActivity, events } = stepVoiceActivity(before.voiceActivity, pcm, before.sensitivity)
  const listening: CallStep = { state: { ...before, voiceActivity, microphoneAtMs: nowMs }, out: [] }
  const heard = events.reduce(
    (step, event) => andThen(step, (state) => onEvent(state, event, nowMs)),
    listening,
  )
  return andThen(heard, (state) => interim(state, nowMs))
}

/** Checks that the microphone still sends; without it the utterance pauses. */
export const checkMicrophone = (state: CallModel, nowMs: number): CallStep => {
  const goneAtMs = state.microphoneAtMs + microphoneTimeoutMs
  if (nowMs < goneAtMs) {
    const agenda = addDue(state.agenda, [{ atMs: goneAtMs, action: { type: 'check-microphone' } }])
    return { state: { ...state, agenda }, out: [] }
  }
  return pauseUtterance({ ...state, voiceActivity: { ...state.voiceActivity, ...undecided } }, nowMs)
}
