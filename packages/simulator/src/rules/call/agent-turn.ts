import { addDue, type Agenda, type Due } from '../agenda.ts'
import type { ScriptLine } from '../scenario/loaded-scenario.ts'
import type { Pace } from '../scenario/scenario.ts'
import { seededUuid } from '../seeded.ts'
import type { CallAction, CallEnding, CallModel, CallStep, SpeechMessage } from './call-model.ts'

/** Cancels the silence timeout. */
export const cancelSilenceTimer = (agenda: Agenda<CallAction>): Agenda<CallAction> =>
  agenda.filter(({ action }) => action.type !== 'silence-timeout')

/** Starts the silence timeout of the settings at `fromMs`. */
export const startSilenceTimer = (state: CallModel, fromMs: number): CallModel => {
  const lastsSecs = state.settings.vad_settings?.silence_timeout_secs ?? 0
  if (lastsSecs <= 0) return state
  const agenda = addDue(cancelSilenceTimer(state.agenda), [
    { atMs: fromMs + lastsSecs * 1_000, action: { type: 'silence-timeout' } },
  ])
  return { ...state, agenda }
}

/** Text runs ahead of the voice: words added by each snapshot, and its interval. */
const wordsPerSnapshot = 8
const snapshotEveryMs = 100

const words = (line: ScriptLine, turnId: string, startMs: number): readonly Due<SpeechMessage>[] => {
  const all = line.text.split(' ')
  const count = Math.ceil(all.length / wordsPerSnapshot)
  return Array.from({ length: count }, (_, index) => ({
    atMs: startMs + index * snapshotEveryMs,
    action: {
      message: {
        type: 'response_text',
        data: {
          turn_id: turnId,
          text: all.slice(0, (index + 1) * wordsPerSnapshot).join(' '),
          is_final: index === count - 1,
        },
      },
      durationMs: 0,
    },
  }))
}

const sound = (
  line: ScriptLine,
  turnId: string,
  startMs: number,
  pace: Pace,
): readonly Due<SpeechMessage>[] =>
  line.chunks.map(({ audio, durationMs }, index) => ({
    atMs: startMs + Math.floor(index / pace.chunksPerBurst) * pace.burstEveryMs,
    action: {
      message: {
        type: 'response_audio',
        data: { turn_id: turnId, audio, is_final: index === line.chunks.length - 1 },
      },
      durationMs,
    },
  }))

/**
 * Schedules one turn of the agent: growing snapshots of its text, and its audio in bursts. Three chunks of 200 ms
 * every 200 ms are three times faster than real time.
 */
const speakLine = (
  line: ScriptLine,
  turnId: string,
  startMs: number,
  pace: Pace,
): readonly Due<SpeechMessage>[] => [...words(line, turnId, startMs), ...sound(line, turnId, startMs, pace)]

/** Time added to the estimated end of playback before the call ends. */
const endDelayMs = 600

/** Delay and interval of late chunks of a cancelled turn, after an interruption. */
const lateAfterMs = 60
const lateEveryMs = 120

/** Begins one turn of the agent; a voice can interrupt it until `openUntilMs`. */
export const beginTurn = (
  state: CallModel,
  line: ScriptLine,
  ends: CallEnding | undefined,
  atMs: number,
  openUntilMs = Infinity,
): CallStep => {
  const { setup, ids, agenda } = state
  const reused = setup.faults.reusedTurn === true ? state.cancelledTurnId : undefined
  const turnId = reused ?? seededUuid(setup.id, 'turn', ids)
  const plan = speakLine(line, turnId, atMs, setup.scenario.scenario.pace).map(
    ({ atMs: due, action }): Due<CallAction> => ({ atMs: due, action: { type: 'speech', speech: action } }),
  )
  return {
    state: {
      ...state,
      ids: ids + 1,
      cancelledTurnId: undefined,
      agent: { type: 'speaking', turnId, line, ends, openUntilMs },
      agenda: addDue(cancelSilenceTimer(agenda), plan),
    },
    out:
      setup.faults.emulatedStart === true
        ? [{ atMs, action: { type: 'speech_started', data: { emulated: true } } }]
        : [],
  }
}

/** Sends a message of the agent's turn and updates the estimated end of playback. */
export const sendSpeech = (state: CallModel, speech: SpeechMessage, atMs: number): CallStep => {
  const { message, durationMs } = speech
  const audibleUntilMs =
    durationMs === 0 ? state.audibleUntilMs : Math.max(state.audibleUntilMs, atMs) + durationMs
  const isLast = message.type === 'response_audio' && message.data.is_final
  const said = { ...state, audibleUntilMs }
  return { state: isLast ? afterTurn(said) : said, out: [{ atMs, action: message }] }
}

/** Schedules the action after a turn: the end of the call, or the silence timeout. */
const afterTurn = (state: CallModel): CallModel => {
  const { agent, audibleUntilMs } = state
  const ending = agent.type === 'speaking' ? agent.ends : undefined
  if (ending === undefined) return startSilenceTimer(state, audibleUntilMs)
  const end: Due<CallAction> = { atMs: audibleUntilMs + endDelayMs, action: { type: 'end', ending } }
  return { ...state, agenda: addDue(state.agenda, [end]) }
}

const isSound = ({ message }: SpeechMessage): boolean => message.type === 'response_audio'

/** Estimated end of playback if nobody interrupts the agent. */
export const heardUntilMs = ({ audibleUntilMs, agenda }: CallModel, nowMs: number): number =>
  agenda.reduce(
    (untilMs, { action }) => (action.type === 'speech' ? untilMs + action.speech.durationMs : untilMs),
    Math.max(audibleUntilMs, nowMs),
  )

/** Returns true if the agent is audible, or about to be, and may be interrupted. */
export const isInterruptible = (state: CallModel, nowMs: number): boolean =>
  state.agent.type === 'speaking' && state.agent.openUntilMs >= nowMs && heardUntilMs(state, nowMs) > nowMs

const lateChunks = (state: CallModel, nowMs: number): readonly Due<CallAction>[] => {
  const count = state.setup.faults.lateAudio ?? 0
  if (count === 0) return []
  return state.agenda
    .flatMap(({ action }) => (action.type === 'speech' && isSound(action.speech) ? [action.speech] : []))
    .slice(0, count)
    .map((speech, index) => ({
      atMs: nowMs + lateAfterMs + index * lateEveryMs,
      action: { type: 'late-speech', speech },
    }))
}

/** Interrupts the agent: cancels the rest of its turn, except late chunks that a fault asks for. */
export const interrupt = (state: CallModel, nowMs: number): CallStep => {
  const ending = state.agent.type === 'speaking' ? state.agent.ends : undefined
  const late = lateChunks(state, nowMs)
  const end: readonly Due<CallAction>[] =
    ending === undefined ? [] : [{ atMs: nowMs + endDelayMs, action: { type: 'end', ending } }]
  const kept = state.agenda.filter(({ action }) => action.type !== 'speech' && action.type !== 'end')
  return {
    state: {
      ...state,
      agent: { type: 'listening' },
      cancelledTurnId: state.agent.type === 'speaking' ? state.agent.turnId : undefined,
      audibleUntilMs: nowMs,
      agenda: addDue(kept, [...late, ...end]),
    },
    out: [{ atMs: nowMs, action: { type: 'interruption', data: {} } }],
  }
}
