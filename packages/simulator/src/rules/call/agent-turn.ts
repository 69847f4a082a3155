import { addDue, type Agenda, type Due } from '../agenda.ts'
import type { ScriptLine } from '../scenario/loaded-scenario.ts'
import type { Pace } from '../scenario/scenario.ts'
import { seededUuid } from '../seeded.ts'
import type { CallAction, CallEnding, CallModel, CallStep, SpeechMessage } from './call-model.ts'

/** No longer does anything about a silence. */
export const forgetSilence = (agenda: Agenda<CallAction>): Agenda<CallAction> =>
  agenda.filter(({ action }) => action.type !== 'break-silence')

/** Does something about it if nobody speaks for as long as the settings say, from a moment on. */
export const awaitSilence = (state: CallModel, fromMs: number): CallModel => {
  const lastsSecs = state.settings.vad_settings?.silence_timeout_secs ?? 0
  if (lastsSecs <= 0) return state
  const agenda = addDue(forgetSilence(state.agenda), [
    { atMs: fromMs + lastsSecs * 1_000, action: { type: 'break-silence' } },
  ])
  return { ...state, agenda }
}

/** The words run ahead of the voice: so many more with each snapshot, so often. */
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
 * Lays out one turn of the agent in time: growing snapshots of its words, and its recording in bursts that, at three
 * chunks of 200 ms each 200 ms, run three times as fast as it plays.
 */
const speakLine = (
  line: ScriptLine,
  turnId: string,
  startMs: number,
  pace: Pace,
): readonly Due<SpeechMessage>[] => [...words(line, turnId, startMs), ...sound(line, turnId, startMs, pace)]

/** The user hears the agent a little after the estimate; a call ends so much later. */
const lastWordsMs = 600

/** How much after an interruption late chunks of the cancelled turn arrive, and how far apart. */
const lateAfterMs = 60
const lateEveryMs = 120

/** Plans one turn of the agent, which a voice interrupts until a moment. */
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
    ({ atMs: due, action }): Due<CallAction> => ({ atMs: due, action: { type: 'say', speech: action } }),
  )
  return {
    state: {
      ...state,
      ids: ids + 1,
      cancelledTurnId: undefined,
      agent: { type: 'speaking', turnId, line, ends, openUntilMs },
      agenda: addDue(forgetSilence(agenda), plan),
    },
    out:
      setup.faults.emulatedStart === true
        ? [{ atMs, action: { type: 'speech_started', data: { emulated: true } } }]
        : [],
  }
}

/** Sends a piece of the agent's turn and reckons until when it will sound. */
export const say = (state: CallModel, speech: SpeechMessage, atMs: number): CallStep => {
  const { message, durationMs } = speech
  const audibleUntilMs =
    durationMs === 0 ? state.audibleUntilMs : Math.max(state.audibleUntilMs, atMs) + durationMs
  const isLast = message.type === 'response_audio' && message.data.is_final
  const said = { ...state, audibleUntilMs }
  return { state: isLast ? afterTurn(said) : said, out: [{ atMs, action: message }] }
}

/** What follows a turn when it has been heard: the end of the call, or a silence. */
const afterTurn = (state: CallModel): CallModel => {
  const { agent, audibleUntilMs } = state
  const ending = agent.type === 'speaking' ? agent.ends : undefined
  if (ending === undefined) return awaitSilence(state, audibleUntilMs)
  const end: Due<CallAction> = { atMs: audibleUntilMs + lastWordsMs, action: { type: 'end', ending } }
  return { ...state, agenda: addDue(state.agenda, [end]) }
}

const isSound = ({ message }: SpeechMessage): boolean => message.type === 'response_audio'

/** Until when the agent will be heard if nobody interrupts it. */
export const heardUntilMs = ({ audibleUntilMs, agenda }: CallModel, nowMs: number): number =>
  agenda.reduce(
    (untilMs, { action }) => (action.type === 'say' ? untilMs + action.speech.durationMs : untilMs),
    Math.max(audibleUntilMs, nowMs),
  )

/** Tells whether the agent can be heard, or is about to be, and lets itself be interrupted. */
export const isInterruptible = (state: CallModel, nowMs: number): boolean =>
  state.agent.type === 'speaking' && state.agent.openUntilMs >= nowMs && heardUntilMs(state, nowMs) > nowMs

const lateChunks = (state: CallModel, nowMs: number): readonly Due<CallAction>[] => {
  const count = state.setup.faults.lateAudio ?? 0
  if (count === 0) return []
  return state.agenda
    .flatMap(({ action }) => (action.type === 'say' && isSound(action.speech) ? [action.speech] : []))
    .slice(0, count)
    .map((speech, index) => ({
      atMs: nowMs + lateAfterMs + index * lateEveryMs,
      action: { type: 'say-late', speech },
    }))
}

/** Cuts the agent off: nothing more of its turn is produced, but for late chunks if a fault asks for them. */
export const interrupt = (state: CallModel, nowMs: number): CallStep => {
  const ending = state.agent.type === 'speaking' ? state.agent.ends : undefined
  const late = lateChunks(state, nowMs)
  const end: readonly Due<CallAction>[] =
    ending === undefined ? [] : [{ atMs: nowMs + lastWordsMs, action: { type: 'end', ending } }]
  const kept = state.agenda.filter(({ action }) => action.type !== 'say' && action.type !== 'end')
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
