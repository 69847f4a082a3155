import { addDue, type Due } from './agenda.ts'
import { interrupt, isAudible } from './agent-voice.ts'
import type { CallAction, CallOutput, CallState, CallStep } from './call-state.ts'
import type { Turn } from './scenario.ts'
import { sampleRate } from './script.ts'
import { seededUuid } from './seeded-id.ts'
import { stepVoiceActivity, type VoiceActivityEvent } from './voice-activity.ts'

/** How long after the end of the voice its transcript is final; until then the same utterance may go on. */
const transcribeMs = 120

/** A microphone that sends nothing for so long while the user speaks counts as silent. */
const microphoneGoneMs = 1_500

/** What the recogniser makes of a voice while it sounds. */
const wordsPerSecond = 2.5
const wordsPerInterim = 2

/** The turn that the user's present or next utterance is. */
export const turnOf = ({ setup, next }: CallState): Turn => {
  const { turns, otherwise } = setup.script.scenario
  return turns[next] ?? otherwise
}

const transcript = (text: string, turnId: string, isFinal: boolean): CallOutput => ({
  type: 'input_audio_transcript',
  data: { transcript: text, turn_id: turnId, is_final: isFinal },
})

/** Gives back an answer that was not begun: the user goes on, so the same turn is still open. */
const withdrawReply = (state: CallState): CallState => {
  const reply = state.agenda.map(({ action }) => action).find(({ type }) => type === 'reply')
  const agenda = state.agenda.filter(({ action: { type } }) => type !== 'reply' && type !== 'speak')
  return { ...state, agenda, next: reply?.type === 'reply' ? reply.number : state.next }
}

const start = (before: CallState, atSample: number, nowMs: number): CallStep => {
  const state = withdrawReply(before)
  const goesOn = state.user.type === 'pausing'
  const turnId =
    state.user.type === 'pausing' ? state.user.turnId : seededUuid(state.setup.id, 'user', state.ids)
  const speaking: CallState = {
    ...state,
    ids: goesOn ? state.ids : state.ids + 1,
    user: { type: 'speaking', turnId, sinceSample: atSample, words: 0 },
    agenda: addDue(
      state.agenda.filter(({ action }) => action.type !== 'transcribe' && action.type !== 'check-microphone'),
      [{ atMs: nowMs + microphoneGoneMs, action: { type: 'check-microphone' } }],
    ),
  }
  const cut = isAudible(speaking, nowMs) ? interrupt(speaking, nowMs) : { state: speaking, out: [] }
  return {
    state: cut.state,
    out: [{ atMs: nowMs, action: { type: 'speech_started', data: { emulated: false } } }, ...cut.out],
  }
}

const stop = (state: CallState, nowMs: number): CallStep => {
  if (state.user.type !== 'speaking') return { state, out: [] }
  const transcribe: Due<CallAction> = { atMs: nowMs + transcribeMs, action: { type: 'transcribe' } }
  return {
    state: {
      ...state,
      user: { type: 'pausing', turnId: state.user.turnId },
      agenda: addDue(
        state.agenda.filter(({ action }) => action.type !== 'check-microphone'),
        [transcribe],
      ),
    },
    out: [{ atMs: nowMs, action: { type: 'speech_stopped', data: {} } }],
  }
}

const onEvent = (state: CallState, event: VoiceActivityEvent, nowMs: number): CallStep =>
  event.type === 'started' ? start(state, event.atSample, nowMs) : stop(state, nowMs)

const interim = (state: CallState, nowMs: number): CallStep => {
  const { user, ears } = state
  if (user.type !== 'speaking') return { state, out: [] }
  const all = turnOf(state).user.split(' ')
  const heard = Math.floor(((ears.samples - user.sinceSample) / sampleRate) * wordsPerSecond)
  const words = Math.min(all.length - 1, heard)
  if (words < user.words + wordsPerInterim) return { state, out: [] }
  return {
    state: { ...state, user: { ...user, words } },
    out: [{ atMs: nowMs, action: transcript(all.slice(0, words).join(' '), user.turnId, false) }],
  }
}

const then = (step: CallStep, next: (state: CallState) => CallStep): CallStep => {
  const { state, out } = next(step.state)
  return { state, out: [...step.out, ...out] }
}

/** Listens to more of the microphone. */
export const hear = (before: CallState, pcm: Int16Array, nowMs: number): CallStep => {
  const { start_secs, stop_secs } = before.setup.script.scenario.agent.vad_settings
  const options = { startMs: start_secs * 1_000, stopMs: stop_secs * 1_000 }
  const { state: ears, events } = stepVoiceActivity(before.ears, pcm, options)
  const listening: CallStep = { state: { ...before, ears, microphoneAtMs: nowMs }, out: [] }
  const heard = events.reduce((step, event) => then(step, (state) => onEvent(state, event, nowMs)), listening)
  return then(heard, (state) => interim(state, nowMs))
}

/** Looks whether the microphone still sends; a voice that breaks off with it is over. */
export const checkMicrophone = (state: CallState, nowMs: number): CallStep => {
  const goneAtMs = state.microphoneAtMs + microphoneGoneMs
  if (nowMs < goneAtMs) {
    const agenda = addDue(state.agenda, [{ atMs: goneAtMs, action: { type: 'check-microphone' } }])
    return { state: { ...state, agenda }, out: [] }
  }
  return stop({ ...state, ears: { ...state.ears, phase: 'silent', evidence: 0, run: 0 } }, nowMs)
}

/** Ends the user's utterance: its words are final, and the agent thinks about its answer. */
export const transcribe = (state: CallState, nowMs: number): CallStep => {
  if (state.user.type !== 'pausing') return { state, out: [] }
  const turn = turnOf(state)
  const thinksMs = Math.max(0, state.setup.script.scenario.thinkMs - transcribeMs)
  const reply: Due<CallAction> = {
    atMs: nowMs + thinksMs,
    action: { type: 'reply', turn, number: state.next },
  }
  return {
    state: {
      ...state,
      user: { type: 'silent' },
      next: state.next + 1,
      agenda: addDue(state.agenda, [reply]),
    },
    out: [{ atMs: nowMs, action: transcript(turn.user, state.user.turnId, true) }],
  }
}
