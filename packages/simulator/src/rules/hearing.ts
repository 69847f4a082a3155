import { sampleRate } from '@vatel/core'
import { addDue } from './agenda.ts'
import { andThen } from './and-then.ts'
import type { CallModel, CallStep } from './call-state.ts'
import { microphoneGoneMs, pauseUtterance, startUtterance, transcript, turnOf } from './utterance.ts'
import { stepVoiceActivity, type VoiceActivityEvent } from './voice-activity.ts'
import { undecided } from './voice-decision.ts'

/** What the recogniser makes of a voice while it sounds. */
const wordsPerSecond = 2.5
const wordsPerInterim = 2

const onEvent = (state: CallModel, event: VoiceActivityEvent, nowMs: number): CallStep =>
  event.type === 'started' ? startUtterance(state, event.atSample, nowMs) : pauseUtterance(state, nowMs)

const interim = (state: CallModel, nowMs: number): CallStep => {
  const { user, ears } = state
  if (user.type !== 'speaking' || user.isSaid) return { state, out: [] }
  const heard = Math.floor(((ears.samples - user.sinceSample) / sampleRate) * wordsPerSecond)
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

/** Listens to more of the microphone. */
export const hear = (before: CallModel, pcm: Int16Array, nowMs: number): CallStep => {
  const { state: ears, events } = stepVoiceActivity(before.ears, pcm, before.sensitivity)
  const listening: CallStep = { state: { ...before, ears, microphoneAtMs: nowMs }, out: [] }
  const heard = events.reduce(
    (step, event) => andThen(step, (state) => onEvent(state, event, nowMs)),
    listening,
  )
  return andThen(heard, (state) => interim(state, nowMs))
}

/** Looks whether the microphone still sends; a voice that breaks off with it is over. */
export const checkMicrophone = (state: CallModel, nowMs: number): CallStep => {
  const goneAtMs = state.microphoneAtMs + microphoneGoneMs
  if (nowMs < goneAtMs) {
    const agenda = addDue(state.agenda, [{ atMs: goneAtMs, action: { type: 'check-microphone' } }])
    return { state: { ...state, agenda }, out: [] }
  }
  return pauseUtterance({ ...state, ears: { ...state.ears, ...undecided } }, nowMs)
}
