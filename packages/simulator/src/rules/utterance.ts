import { addDue, type Due } from './agenda.ts'
import { heardUntilMs, interrupt, isInterruptible } from './agent-voice.ts'
import type { CallOutput } from './call-output.ts'
import type { CallAction, CallModel, CallStep } from './call-state.ts'
import type { ScriptedTurn } from './scenario.ts'
import { seededUuid } from './seeded-id.ts'
import { forgetSilence } from './silence.ts'

/** How long after the end of the voice its transcript is final; until then the same utterance may go on. */
const transcribeMs = 120

/** A microphone that sends nothing for so long while the user speaks counts as silent. */
export const microphoneGoneMs = 1_500

/** The turn that the user's present or next utterance is. */
export const turnOf = ({ setup, next }: CallModel): ScriptedTurn => {
  const { turns, otherwise } = setup.script.scenario
  return turns[next] ?? otherwise
}

/** What the user said, as the platform writes it. */
export const transcript = (text: string, turnId: string, isFinal: boolean): CallOutput => ({
  type: 'input_audio_transcript',
  data: { transcript: text, turn_id: turnId, is_final: isFinal },
})

/** Gives back an answer that was not begun: the user goes on, so the same turn is still open, and its words are said. */
const withdrawReply = (state: CallModel): CallModel => {
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

/** Begins an utterance, or goes on with one that only paused; it interrupts the agent if that can be heard. */
export const startUtterance = (before: CallModel, atSample: number, nowMs: number): CallStep => {
  const state = withdrawReply(before)
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
      forgetSilence(state.agenda).filter(
        ({ action }) => action.type !== 'transcribe' && action.type !== 'check-microphone',
      ),
      [{ atMs: nowMs + microphoneGoneMs, action: { type: 'check-microphone' } }],
    ),
  }
  const cut = isInterruptible(speaking, nowMs) ? interrupt(speaking, nowMs) : { state: speaking, out: [] }
  return {
    state: cut.state,
    out: [{ atMs: nowMs, action: { type: 'speech_started', data: { emulated: false } } }, ...cut.out],
  }
}

/** Takes the voice for finished, though the same utterance may yet go on. */
export const pauseUtterance = (state: CallModel, nowMs: number): CallStep => {
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

/** Ends the user's utterance: its words are final, unless they were already, and the agent thinks about its answer. */
export const transcribe = (state: CallModel, nowMs: number): CallStep => {
  if (state.user.type !== 'pausing') return { state, out: [] }
  const { turnId, isSaid } = state.user
  const turn = turnOf(state)
  const thinksMs = Math.max(0, state.setup.script.scenario.thinkMs - transcribeMs)
  // A first message that cannot be interrupted is said to its end before anything is answered.
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
