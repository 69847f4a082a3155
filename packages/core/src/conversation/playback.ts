import { type InvalidArgumentError, InvalidMessageError } from '../errors.ts'
import { createAudioDecoder, sampleCount, toMs, toSamples } from '../protocol/audio-payload.ts'
import type { ServerMessage, UnknownMessage } from '../protocol/messages.ts'
import type { AgentAudio, PlaybackEvent } from './devices.ts'

/** Playback of one turn of the agent. */
export interface TurnPlayback {
  readonly turnId: string
  /** Sound that came, in samples at 24 000 Hz. */
  readonly receivedSamples: number
  /** Sound that was heard, in samples at 24 000 Hz; never more than came. */
  readonly heardSamples: number
  /** Part of `heardSamples` from before the last flush, after which the count of the speaker started again. */
  readonly heardBefore?: number
  /** Sound that came and was discarded by a flush, or refused by the speaker, in samples. */
  readonly flushedSamples: number
  /** The speaker has reported `drained` since the last sound came. */
  readonly drained: boolean
  /** An interruption cancelled all that came of it so far. */
  readonly cancelled: boolean
}

/** Turns of the agent: which of them may sound, and how far each was heard. Plain data: it goes through JSON. */
export interface Playback {
  /** The turns used last, at most 64, the latest at the end. */
  readonly turns: readonly TurnPlayback[]
  /** Ids of the turns before these, at most 4,096. An interruption cancels them as well. */
  readonly olderTurnIds: readonly string[]
  /** The user has interrupted the agent and has not finished speaking: cancelled turns stay silent. */
  readonly interrupted: boolean
}

/** Any event that concerns the playback. An interruption by the program itself is the same message. */
export type PlaybackInput = ServerMessage | UnknownMessage | PlaybackEvent

/** Playback at the start of a call: every turn may sound. */
export const initialPlayback: Playback = { turns: [], olderTurnIds: [], interrupted: false }

/** Turns that are kept with their counts; half of them move to the ids when there are more. */
const keptTurns = 64
const keptIds = 4_096

/**
 * The effect of an event on cancelled turns. `cancel`: an interruption names no turn and cancels every turn seen before
 * it. `release`: the user has finished speaking, and the agent's next words answer the user, even under a turn id used
 * before.
 */
export const interruptionPhase = (event: {
  readonly type: string
  readonly data?: unknown
}): 'cancel' | 'release' | undefined => {
  if (event.type === 'interruption') return 'cancel'
  if (event.type === 'speech_stopped') return 'release'
  if (event.type !== 'input_audio_transcript') return undefined
  return (event as ServerMessage<'input_audio_transcript'>).data.is_final ? 'release' : undefined
}

type HeardCount = Pick<TurnPlayback, 'receivedSamples' | 'heardSamples' | 'heardBefore'>

/**
 * The heard samples of a turn after an event of the speaker. They never fall and never exceed what came. A `started` at 0
 * is the first of a new count of the speaker, which a flush begins.
 */
export const heardAfter = (
  { receivedSamples, heardSamples, heardBefore = 0 }: HeardCount,
  event: PlaybackEvent,
): Pick<TurnPlayback, 'heardSamples' | 'heardBefore'> => {
  const before = event.type === 'started' && event.heardSamples === 0 ? heardSamples : heardBefore
  const heard = Math.max(heardSamples, Math.min(before + event.heardSamples, receivedSamples))
  return before === 0 ? { heardSamples: heard } : { heardSamples: heard, heardBefore: before }
}

/** A copy of a list with one element replaced, or added at the end where `at` is negative. */
export const replaceAt = <T>(list: readonly T[], at: number, value: T): T[] => {
  const copy = [...list]
  copy[at < 0 ? list.length : at] = value
  return copy
}

const newTurn = (turnId: string, cancelled: boolean): TurnPlayback => ({
  turnId,
  receivedSamples: 0,
  heardSamples: 0,
  flushedSamples: 0,
  drained: false,
  cancelled,
})

const find = ({ turns }: Playback, turnId: string): TurnPlayback | undefined =>
  turns.findLast((turn) => turn.turnId === turnId)

/** Puts a turn at the end; when there are too many, the older half is kept by id only. */
const putLast = (playback: Playback, turn: TurnPlayback): Playback => {
  const { turns, olderTurnIds } = playback
  if (turns.at(-1)?.turnId === turn.turnId)
    return { ...playback, turns: replaceAt(turns, turns.length - 1, turn) }
  const next = [...turns.filter(({ turnId }) => turnId !== turn.turnId), turn]
  if (next.length <= keptTurns) return { ...playback, turns: next }
  const older = next.splice(0, keptTurns / 2).map(({ turnId }) => turnId)
  return { ...playback, turns: next, olderTurnIds: [...olderTurnIds, ...older].slice(-keptIds) }
}

/** The turn as an event of the agent finds it. */
const turnFor = (playback: Playback, turnId: string): TurnPlayback => {
  const found = find(playback, turnId)
  const { interrupted, olderTurnIds } = playback
  if (found === undefined) return newTurn(turnId, interrupted && olderTurnIds.includes(turnId))
  // The user has finished speaking: the id is used again, for a new answer.
  return found.cancelled && !interrupted ? newTurn(turnId, false) : found
}

const receive = (playback: Playback, turnId: string, samples: number): Playback => {
  const turn = turnFor(playback, turnId)
  const receivedSamples = turn.receivedSamples + samples
  const drained = turn.drained && samples === 0
  return putLast(playback, { ...turn, receivedSamples, drained })
}

const see = (playback: Playback, turnId: string): Playback => {
  const turn = turnFor(playback, turnId)
  return turn === playback.turns.at(-1) ? playback : putLast(playback, turn)
}

const hear = (playback: Playback, event: PlaybackEvent): Playback => {
  const at = playback.turns.findLastIndex(({ turnId }) => turnId === event.turnId)
  const turn = playback.turns[at]
  if (turn === undefined) return playback
  const heard = heardAfter(turn, event)
  const refusedSamples = toSamples(event.refusedMs ?? 0)
  const unheard = turn.receivedSamples - heard.heardSamples
  const flushedSamples =
    event.type === 'flushed' ? unheard : turn.flushedSamples + Math.min(refusedSamples, unheard)
  const drained = event.type === 'drained'
  return heard.heardSamples === turn.heardSamples &&
    heard.heardBefore === turn.heardBefore &&
    flushedSamples === turn.flushedSamples &&
    drained === turn.drained
    ? playback
    : {
        ...playback,
        turns: replaceAt(playback.turns, at, { ...turn, ...heard, flushedSamples, drained }),
      }
}

const cancel = (playback: Playback): Playback => ({
  ...playback,
  interrupted: true,
  turns: playback.turns.map((turn) => (turn.cancelled ? turn : { ...turn, cancelled: true })),
})

/**
 * Follows one message of the platform or one event of the speaker. An `interruption` cancels every turn seen before it;
 * they stay silent until the user has finished speaking. Report sound that came and is not written to the speaker with an
 * event `flushed` and `heardSamples: 0`. The cost of an event does not grow with the call, and neither does the memory.
 *
 * @example
 * let playback = initialPlayback
 * connection.on('message', (message) => {
 *   if (message.type === 'interruption') speaker.flush()
 *   playback = reducePlayback(playback, message)
 * })
 * speaker.listen((event) => {
 *   playback = reducePlayback(playback, event)
 * })
 */
export const reducePlayback = (playback: Playback, event: PlaybackInput): Playback => {
  switch (event.type) {
    case 'response_audio':
      return receive(playback, event.data.turn_id, sampleCount(event.data.audio))
    case 'response_text':
      return see(playback, event.data.turn_id)
    case 'started':
    case 'progress':
    case 'underrun':
    case 'drained':
    case 'flushed':
    case 'refused':
      return hear(playback, event)
    case 'interruption':
    case 'speech_stopped':
    case 'input_audio_transcript': {
      const phase = interruptionPhase(event)
      if (phase === 'cancel') return cancel(playback)
      return phase === 'release' && playback.interrupted ? { ...playback, interrupted: false } : playback
    }
    case 'session_started':
    case 'speech_started':
    case 'tool_call':
    case 'session_ended':
    case 'unknown':
      return playback
  }
}

/**
 * Returns `false` for a turn that an interruption cancelled, until the user has finished speaking.
 *
 * @example
 * if (message.type === 'response_audio' && canPlay(playback, message.data.turn_id))
 *   speaker.write({ turnId: message.data.turn_id, pcm: decodeAudio(message.data.audio), isFinal: message.data.is_final })
 */
export const canPlay = (playback: Playback, turnId: string): boolean => {
  if (!playback.interrupted) return true
  return !(find(playback, turnId)?.cancelled ?? playback.olderTurnIds.includes(turnId))
}

/** Returns the samples of a turn that were neither heard nor discarded. */
const remainingSamples = ({ receivedSamples, heardSamples: heard, flushedSamples }: TurnPlayback): number =>
  receivedSamples - heard - flushedSamples

/**
 * Returns `true` when an interruption cancelled all that came of a turn. It stays true after the user has finished
 * speaking, until the turn id is used again: late events of a speaker on another thread can be ignored by it.
 *
 * @example
 * speaker.listen((event) => {
 *   if (!isCancelled(playback, event.turnId)) show(event.type, event.heardSamples)
 * })
 */
export const isCancelled = (playback: Playback, turnId: string): boolean =>
  find(playback, turnId)?.cancelled ?? (playback.interrupted && playback.olderTurnIds.includes(turnId))

/**
 * Returns `true` when all sound of a turn was cancelled or discarded: nothing of it is still to be heard, and late events of
 * a speaker about it, other than `flushed`, can be ignored.
 *
 * @example
 * speaker.listen((event) => {
 *   if (event.type === 'flushed' || !isSilenced(playback, event.turnId)) show(event.type, event.heardSamples)
 * })
 */
export const isSilenced = (playback: Playback, turnId: string): boolean => {
  if (isCancelled(playback, turnId)) return true
  const turn = find(playback, turnId)
  return turn !== undefined && turn.flushedSamples > 0 && remainingSamples(turn) <= 0
}

/**
 * Samples of a turn, at 24 000 Hz, that were heard.
 *
 * @example
 * const heardMs = (heardSamples(playback, turnId) / sampleRate) * 1_000
 */
export const heardSamples = (playback: Playback, turnId: string): number =>
  find(playback, turnId)?.heardSamples ?? 0

const unheardSamples = (turn: TurnPlayback): number =>
  turn.cancelled || turn.drained ? 0 : Math.max(0, remainingSamples(turn))

/** Sound that came and is still to be heard, of all turns, in milliseconds. */
export const unheardMs = ({ turns }: Playback): number =>
  toMs(turns.reduce((sum, turn) => sum + unheardSamples(turn), 0))

/**
 * Milliseconds that a speaker may take beyond the sound that is still to be heard (`unheardMs`) to report that all of it was
 * heard. After that a call that has ended waits for it no longer.
 */
export const speakerGraceMs = 1_000

/**
 * Returns the id of the turn that sounds after an event of a speaker; `undefined` in silence. Reports of turns may overlap:
 * the end of one that another has followed is no silence.
 *
 * @example
 * let sounding: string | undefined
 * speaker.listen((event) => {
 *   sounding = soundingTurn(sounding, event)
 *   show(sounding === undefined ? 'silent' : 'speaking')
 * })
 */
export const soundingTurn = (before: string | undefined, event: PlaybackEvent): string | undefined => {
  if (event.type === 'started' || event.type === 'progress') return event.turnId
  return event.type === 'refused' || event.turnId !== before ? before : undefined
}

/** Reads the agent's speech of one call for a speaker, and follows its playback. */
export interface AgentAudioReader {
  /** Playback so far. */
  readonly playback: Playback
  /**
   * Follows a message, and returns the audio to write to the speaker, if the message has any that may play. A sample that a
   * chunk cuts in two is completed by the next chunk of the turn. Audio that is not base64 is reported and left out; the
   * `is_final` beside it still counts.
   */
  readonly read: (message: ServerMessage | UnknownMessage) => AgentAudio | undefined
  /** Follows an event of the speaker. */
  readonly hear: (event: PlaybackEvent) => void
}

/**
 * Creates a reader for the start of a call; `onInvalid` receives the error of audio that is not base64.
 *
 * @example
 * const reader = createAgentAudioReader((error) => console.warn(error.message))
 * speaker.listen(reader.hear)
 * connection.on('message', (message) => {
 *   if (message.type === 'interruption') speaker.flush()
 *   const audio = reader.read(message)
 *   if (audio) speaker.write(audio)
 * })
 */
export const createAgentAudioReader = (onInvalid: (error: InvalidMessageError) => void): AgentAudioReader => {
  let playback = initialPlayback
  const decoder = createAudioDecoder()
  const hear = (event: PlaybackEvent): void => {
    playback = reducePlayback(playback, event)
  }
  const decode = (turnId: string, audio: string): Int16Array => {
    try {
      return decoder.decode(turnId, audio)
    } catch (error) {
      // Its length counted as received, and no speaker will report it.
      hear({ type: 'refused', turnId, heardSamples: 0, refusedMs: toMs(sampleCount(audio)), atMs: 0 })
      // The decoder throws nothing else.
      const { message } = error as InvalidArgumentError
      onInvalid(new InvalidMessageError('response_audio', [message], audio.length))
      return new Int16Array()
    }
  }
  return {
    get playback() {
      return playback
    },
    read(message) {
      playback = reducePlayback(playback, message)
      if (message.type === 'interruption') decoder.reset()
      if (message.type !== 'response_audio' || !canPlay(playback, message.data.turn_id)) return undefined
      const { turn_id: turnId, audio, is_final: isFinal } = message.data
      const pcm = decode(turnId, audio)
      return pcm.length > 0 || isFinal ? { turnId, pcm, isFinal } : undefined
    },
    hear,
  }
}
