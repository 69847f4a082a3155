import type { ServerMessage, UnknownMessage } from '../protocol/messages.ts'
import type { PlaybackEvent } from './devices.ts'
import { replaceAt } from './playback.ts'

/** Latency of one answer of the agent, in milliseconds from the end of the user's speech. */
export interface TurnLatency {
  readonly turnId: string
  /** To the first text or audio of the answer. */
  readonly firstByteMs: number
  /** To the first sample that was heard; absent until then. */
  readonly firstSoundMs?: number
}

/** Latency of the silence after an interruption. */
export interface BargeIn {
  /** The turn that was cut short. */
  readonly turnId: string
  /** From the `interruption` message to silence, in milliseconds. */
  readonly silenceMs: number
}

/** Latencies of a call, and the times that are being measured. Plain data: it goes through JSON. */
export interface Latency {
  /** The latest 1,000 turns. */
  readonly turns: readonly TurnLatency[]
  /** The latest 1,000 barge-ins. */
  readonly bargeIns: readonly BargeIn[]
  /** Dead air, in milliseconds: the silence between a tool call and the next sound of the agent. The latest 1,000. */
  readonly deadAirs?: readonly number[] | undefined
  /** Time at which the silence of a tool call began; absent while no tool call waits for a sound. */
  readonly silentFromMs?: number | undefined
  /** The turn that the agent spoke last. Later parts of it are no new answer. */
  readonly speakingTurnId?: string | undefined
  /** Time at which the user last fell silent; absent once the answer has begun. */
  readonly userDoneAtMs?: number | undefined
  /** Time at which the user fell silent before the present answer; absent once it is heard. */
  readonly answeredFromMs?: number | undefined
  /** Time of the interruption; absent once the agent is silent. */
  readonly interruptedAtMs?: number | undefined
}

/** Number of turns, and of barge-ins, that are kept, so that an event costs the same however long the call lasts. */
const keptTimes = 1_000

/** Returns the latest times with one more, in one copy. */
const append = <T>(times: readonly T[], time: T): readonly T[] => {
  const kept = times.slice(1 - keptTimes)
  kept.push(time)
  return kept
}

/** Latency at the start of a call: nothing was measured. */
export const initialLatency: Latency = { turns: [], bargeIns: [] }

const spoke = (latency: Latency, turnId: string, atMs: number): Latency => {
  const { speakingTurnId, userDoneAtMs, turns } = latency
  if (speakingTurnId === turnId) return latency
  if (userDoneAtMs === undefined) return { ...latency, speakingTurnId: turnId }
  return {
    ...latency,
    speakingTurnId: turnId,
    userDoneAtMs: undefined,
    answeredFromMs: userDoneAtMs,
    turns: append(turns, { turnId, firstByteMs: atMs - userDoneAtMs }),
  }
}

const sounded = (latency: Latency, turnId: string, atMs: number): Latency => {
  const { answeredFromMs, turns } = latency
  const last = turns.at(-1)
  if (answeredFromMs === undefined || last?.turnId !== turnId) return latency
  const turn = { ...last, firstSoundMs: atMs - answeredFromMs }
  return { ...latency, answeredFromMs: undefined, turns: replaceAt(turns, turns.length - 1, turn) }
}

/** Ends the silence of a tool call, if there is one. */
const endDeadAir = (latency: Latency, atMs: number): Latency => {
  const { silentFromMs, deadAirs = [] } = latency
  if (silentFromMs === undefined) return latency
  return { ...latency, silentFromMs: undefined, deadAirs: append(deadAirs, atMs - silentFromMs) }
}

const silenced = (latency: Latency, turnId: string, atMs: number): Latency => {
  const { interruptedAtMs, bargeIns } = latency
  if (interruptedAtMs === undefined) return latency
  const bargeIn = { turnId, silenceMs: atMs - interruptedAtMs }
  return { ...latency, interruptedAtMs: undefined, bargeIns: append(bargeIns, bargeIn) }
}

/**
 * Follows one message of the platform or one event of the speaker, at its time in milliseconds. All times are of one
 * clock, which never goes back. A turn is measured from `speech_stopped`, which only a voice causes; emulated starts
 * are ignored. Later parts of a turn that the user spoke over, without interrupting it, are no answer.
 *
 * @example
 * let latency = initialLatency
 * connection.on('message', (message) => {
 *   latency = reduceLatency(latency, message, performance.now())
 * })
 */
export const reduceLatency = (
  latency: Latency,
  event: ServerMessage | UnknownMessage | PlaybackEvent,
  atMs: number,
): Latency => {
  switch (event.type) {
    case 'speech_started':
      return event.data.emulated
        ? latency
        : { ...latency, userDoneAtMs: undefined, answeredFromMs: undefined, silentFromMs: undefined }
    case 'speech_stopped':
      return { ...latency, userDoneAtMs: atMs }
    case 'response_text':
    case 'response_audio':
      return spoke(latency, event.data.turn_id, atMs)
    case 'interruption':
      // A turn that was cut short may answer under the same id.
      return { ...latency, interruptedAtMs: atMs, speakingTurnId: undefined }
    case 'started':
      return { ...endDeadAir(sounded(latency, event.turnId, atMs), atMs), interruptedAtMs: undefined }
    case 'tool_call':
      return latency.silentFromMs === undefined ? { ...latency, silentFromMs: atMs } : latency
    case 'drained':
      // The agent still spoke when it called the tool.
      return latency.silentFromMs === undefined ? latency : { ...latency, silentFromMs: atMs }
    case 'flushed':
      return silenced(latency, event.turnId, atMs)
    case 'session_started':
    case 'input_audio_transcript':
    case 'session_ended':
    case 'unknown':
    case 'progress':
    case 'underrun':
    case 'refused':
      return latency
  }
}

/** Median and 95th percentile of one duration; absent while nothing was measured. */
export interface Spread {
  /** Number of values. */
  readonly count: number
  /** The median, in milliseconds. */
  readonly p50Ms?: number
  /** The 95th percentile, in milliseconds. */
  readonly p95Ms?: number
}

/** Summary of the latencies of a call. */
export interface LatencySummary {
  /** From the end of the user's speech to the first byte of the answer. */
  readonly firstByte: Spread
  /** From the end of the user's speech to the first sample that was heard. */
  readonly firstSound: Spread
  /** From an interruption to silence. */
  readonly silence: Spread
  /** Dead air: from a tool call, or the end of the speech before it, to the next sound of the agent. */
  readonly deadAir: Spread
}

/**
 * The smallest value that at least `share` (0 to 1) of the values do not exceed; `undefined` without values.
 *
 * @example
 * const p95Ms = percentile(turns.flatMap(({ firstSoundMs = [] }) => firstSoundMs), 0.95)
 */
export const percentile = (values: readonly number[], share: number): number | undefined =>
  [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)]

const spread = (values: readonly number[]): Spread => {
  const [p50Ms, p95Ms] = [percentile(values, 0.5), percentile(values, 0.95)]
  return p50Ms === undefined || p95Ms === undefined ? { count: 0 } : { count: values.length, p50Ms, p95Ms }
}

/** Summarizes how fast the agent answered and fell silent. */
export const summarizeLatency = ({ turns, bargeIns, deadAirs = [] }: Latency): LatencySummary => ({
  firstByte: spread(turns.map(({ firstByteMs }) => firstByteMs)),
  firstSound: spread(turns.flatMap(({ firstSoundMs }) => firstSoundMs ?? [])),
  silence: spread(bargeIns.map(({ silenceMs }) => silenceMs)),
  deadAir: spread(deadAirs),
})
