import type { ServerMessage, UnknownMessage } from '../protocol/server-message.ts'
import type { PlaybackEvent } from './devices.ts'

/** How quickly the agent answered in one turn, in milliseconds from the end of the user's speech. */
export interface TurnLatency {
  readonly turnId: string
  /** To the first text or audio of the answer. */
  readonly firstByteMs: number
  /** To the first sample that was heard; absent until then. */
  readonly firstSoundMs?: number
}

/** How quickly the agent fell silent after it was interrupted. */
export interface BargeIn {
  /** The turn that was cut short. */
  readonly turnId: string
  /** From the `interruption` message to silence, in milliseconds. */
  readonly silenceMs: number
}

/** The call's latencies so far, and what is being timed. */
export interface Latency {
  readonly turns: readonly TurnLatency[]
  readonly bargeIns: readonly BargeIn[]
  /** The turn that the agent spoke last; what still comes of it answers nothing. */
  readonly speakingTurnId?: string | undefined
  /** When the user last fell silent, while no answer has come. */
  readonly userDoneAtMs?: number | undefined
  /** When the user last fell silent before the answer that is under way. */
  readonly answeredFromMs?: number | undefined
  /** When the agent was interrupted, while it is still heard. */
  readonly interruptedAtMs?: number | undefined
}

/** Nothing timed yet. */
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
    turns: [...turns, { turnId, firstByteMs: atMs - userDoneAtMs }],
  }
}

const sounded = (latency: Latency, turnId: string, atMs: number): Latency => {
  const { answeredFromMs, turns } = latency
  const last = turns.at(-1)
  if (answeredFromMs === undefined || last?.turnId !== turnId) return latency
  const turn = { ...last, firstSoundMs: atMs - answeredFromMs }
  return { ...latency, answeredFromMs: undefined, turns: [...turns.slice(0, -1), turn] }
}

const silenced = (latency: Latency, turnId: string, atMs: number): Latency => {
  const { interruptedAtMs, bargeIns } = latency
  if (interruptedAtMs === undefined) return latency
  const bargeIn = { turnId, silenceMs: atMs - interruptedAtMs }
  return { ...latency, interruptedAtMs: undefined, bargeIns: [...bargeIns, bargeIn] }
}

/**
 * Follows one message, or one thing heard, at its time in milliseconds; all times are of one clock, which never goes
 * back. The anchor of a turn is `speech_stopped`, which only a voice causes; emulated starts anchor nothing. What still
 * comes of a turn that the user spoke over, without interrupting it, is no answer.
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
        : { ...latency, userDoneAtMs: undefined, answeredFromMs: undefined }
    case 'speech_stopped':
      return { ...latency, userDoneAtMs: atMs }
    case 'response_text':
    case 'response_audio':
      return spoke(latency, event.data.turn_id, atMs)
    case 'interruption':
      // A turn that was cut short may answer under the same id.
      return { ...latency, interruptedAtMs: atMs, speakingTurnId: undefined }
    case 'started':
      return { ...sounded(latency, event.turnId, atMs), interruptedAtMs: undefined }
    case 'flushed':
      return silenced(latency, event.turnId, atMs)
    case 'session_started':
    case 'input_audio_transcript':
    case 'tool_call':
    case 'session_ended':
    case 'unknown':
    case 'progress':
    case 'underrun':
    case 'drained':
      return latency
  }
}

/** How one duration is spread: half of the values, and 95 of 100, are at most these; absent while nothing was timed. */
export interface Spread {
  /** How many were timed. */
  readonly count: number
  /** The median, in milliseconds. */
  readonly p50Ms?: number
  /** The 95th percentile, in milliseconds. */
  readonly p95Ms?: number
}

/** The latencies of a call in a few figures. */
export interface LatencySummary {
  /** From the end of the user's speech to the first byte of the answer. */
  readonly firstByte: Spread
  /** From the end of the user's speech to the first sample that was heard. */
  readonly firstSound: Spread
  /** From an interruption to silence. */
  readonly silence: Spread
}

/** The smallest of the values that at least `share` (0 to 1) of them do not exceed; nothing for no values. */
export const percentile = (values: readonly number[], share: number): number | undefined =>
  [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(values.length * share) - 1)]

const spread = (values: readonly number[]): Spread => {
  const [p50Ms, p95Ms] = [percentile(values, 0.5), percentile(values, 0.95)]
  return p50Ms === undefined || p95Ms === undefined ? { count: 0 } : { count: values.length, p50Ms, p95Ms }
}

/** Sums up how quickly the agent answered and fell silent. */
export const summarizeLatency = ({ turns, bargeIns }: Latency): LatencySummary => ({
  firstByte: spread(turns.map(({ firstByteMs }) => firstByteMs)),
  firstSound: spread(turns.flatMap(({ firstSoundMs: firstSoundMs }) => firstSoundMs ?? [])),
  silence: spread(bargeIns.map(({ silenceMs }) => silenceMs)),
})
