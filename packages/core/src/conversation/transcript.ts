import { sampleCount } from '../protocol/audio-payload.ts'
import type { ClientMessage, ServerData, ServerMessage, UnknownMessage } from '../protocol/messages.ts'
import type { PlaybackEvent } from './devices.ts'
import { heardAfter, interruptionPhase } from './playback.ts'
import {
  findLastLine,
  findLine,
  findTool,
  hasEnded,
  mapLines,
  newTurn,
  openLines,
  putLine,
  showsPace,
  withEnd,
  withHeardText,
  withInterrupted,
  type AgentEntry,
  type Transcript,
  type TranscriptEntry,
  type UserEntry,
} from './transcript-entry.ts'

/** Any event that concerns the transcript: messages both ways, and events of the speaker. */
export type TranscriptEvent = ServerMessage | UnknownMessage | ClientMessage | PlaybackEvent

/** Transcript at the start of a call: no lines. */
export const initialTranscript: Transcript = []

// Lines of the agent.

const isOpenTurn = (entry: TranscriptEntry | undefined): entry is AgentEntry =>
  entry?.who === 'agent' && !entry.closed

/** Splits the open lines again, after the agent's pace or a cancellation has changed. Closed lines keep their split. */
const splitAgain = (transcript: Transcript): Transcript =>
  mapLines(transcript, (entry) => (isOpenTurn(entry) ? withHeardText(entry, transcript) : entry))

/** Puts a line. A turn that was said to its end changes the agent's pace, and so the split of the other open lines. */
const putTurn = (transcript: Transcript, at: number, changed: AgentEntry): Transcript => {
  const entry = withInterrupted(changed)
  const lines = putLine(transcript, at, entry)
  if (showsPace(entry) || showsPace(transcript[at])) return splitAgain(lines)
  const split = withHeardText(entry, lines)
  if (split !== entry) lines[at < 0 ? lines.length - 1 : at] = split
  return lines
}

/** Changes the open line of a turn, or begins one. */
const changeTurn = (
  transcript: Transcript,
  turnId: string,
  change: (entry: AgentEntry) => Partial<AgentEntry>,
): Transcript => {
  const at = findLastLine(transcript, (entry) => isOpenTurn(entry) && entry.turnId === turnId)
  const found = transcript[at]
  const entry = found?.who === 'agent' ? found : newTurn(turnId)
  return putTurn(transcript, at, { ...entry, ...change(entry) })
}

/** Follows the speaker. */
const hearTurn = (transcript: Transcript, event: PlaybackEvent): Transcript => {
  const at = findLastLine(transcript, (entry) => entry.who === 'agent' && entry.turnId === event.turnId)
  const entry = transcript[at]
  if (entry?.who !== 'agent') return transcript
  const heard = heardAfter(entry, event)
  if (event.type === 'refused')
    return putTurn(transcript, at, {
      ...entry,
      ...heard,
      ...withEnd(entry, hasEnded(entry), event.refusedMs),
    })
  return heard.heardSamples === entry.heardSamples && heard.heardBefore === entry.heardBefore
    ? transcript
    : putTurn(transcript, at, { ...entry, ...heard })
}

/** Index of the first line of the present exchange: the last words of the user that the agent has answered. */
const exchangeStart = (transcript: Transcript): number => {
  let answered = false
  return findLastLine(transcript, (entry) => {
    answered ||= entry.who === 'agent'
    return answered && entry.who === 'user' && entry.text !== ''
  })
}

/**
 * Cancels every open turn. Where no speaker reports what is heard, only the agent's words since the user's last words
 * were cut short: the turns before them are over.
 */
const cancelTurns = (transcript: Transcript): Transcript => {
  const isHeard = findLastLine(transcript, (entry) => entry.who === 'agent' && entry.heardSamples > 0) >= 0
  const start = isHeard ? 0 : exchangeStart(transcript)
  return splitAgain(
    mapLines(transcript, (entry, at) => {
      if (entry.who !== 'agent' || entry.closed) return entry
      if (at < start) return { ...entry, closed: true }
      return entry.cancelled ? entry : withInterrupted({ ...entry, cancelled: true })
    }),
  )
}

/**
 * Closes the cancelled turns: the user has finished speaking. An interruption cancels every open turn before it: where
 * the first open turn is not cancelled, none is.
 */
const closeTurns = (transcript: Transcript): Transcript => {
  const first = transcript[findLine(transcript, isOpenTurn)]
  if (!isOpenTurn(first) || !first.cancelled) return transcript
  return mapLines(transcript, (entry) =>
    isOpenTurn(entry) && entry.cancelled ? { ...entry, closed: true } : entry,
  )
}

// Lines of the user.

const isOpen = (entry: TranscriptEntry): entry is UserEntry => entry.who === 'user' && !entry.final

const isEmpty = (entry: TranscriptEntry): boolean => isOpen(entry) && entry.text === ''

const isSpoken = (entry: TranscriptEntry): boolean => isOpen(entry) && entry.text !== ''

const removeEmpty = (transcript: Transcript): Transcript => {
  const empty = findLine(transcript, isEmpty)
  return empty < 0
    ? transcript
    : transcript.slice(0, empty).concat(transcript.slice(empty).filter((entry) => !isEmpty(entry)))
}

/**
 * Begins a line where the voice begins, so that an answer which overtakes the recogniser does not overtake the line. A
 * line that is still empty moves to the end.
 */
const beginUtterance = (transcript: Transcript): Transcript =>
  putLine(removeEmpty(transcript), -1, { who: 'user', text: '', final: false })

/** Ends the user's lines with the session: what was heard is final, and a line without words goes. */
const endUtterances = (transcript: Transcript): Transcript =>
  mapLines(removeEmpty(transcript), (entry) => (isOpen(entry) ? { ...entry, final: true } : entry))

/**
 * Returns the words of a text in small letters, without punctuation, to compare what was said: recognisers add case and
 * punctuation late.
 *
 * @example
 * const isSame = spokenWords('yes please') === spokenWords('Yes, please.')
 */
export const spokenWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()

const extendsText = (before: string, text: string): boolean =>
  spokenWords(text).startsWith(spokenWords(before))

const userAt = (transcript: Transcript, at: number): UserEntry | undefined => {
  const entry = transcript[at]
  return entry?.who === 'user' ? entry : undefined
}

/** Returns `true` when a turn of the agent has begun after a line. */
const isAnswered = (transcript: Transcript, at: number): boolean =>
  findLastLine(transcript, ({ who }) => who === 'agent') > at

type Words = ServerData<'input_audio_transcript'>

/**
 * Index of the line for words without a turn id, -1 for a new one, `undefined` for words that repeat old ones. Voice
 * activity and the agent's turns delimit utterances: words that do not extend the line before belong to the next one.
 */
const placeOf = (
  transcript: Transcript,
  { transcript: text, is_final: final }: Words,
): number | undefined => {
  const spoken = findLastLine(transcript, isSpoken)
  const open = userAt(transcript, spoken)
  if (open !== undefined && extendsText(open.text, text)) return spoken
  const empty = findLastLine(transcript, isEmpty)
  if (open !== undefined) {
    if (empty > spoken) return empty
    return isAnswered(transcript, spoken) ? -1 : spoken
  }
  if (empty >= 0) return empty
  const last = findLastLine(transcript, ({ who }) => who === 'user')
  const before = userAt(transcript, last)?.text ?? ''
  if (before === '' || !extendsText(text, before)) return -1
  if (!final) return undefined
  return spokenWords(before) === spokenWords(text) && !isAnswered(transcript, last) ? undefined : -1
}

/** Index of the line for words of a turn that the platform names, -1 for a new one, `undefined` for late interims. */
const placeOfTurn = (transcript: Transcript, words: Words): number | undefined => {
  const known = findLastLine(transcript, (entry) => entry.who === 'user' && entry.turnId === words.turn_id)
  if (known >= 0) return userAt(transcript, known)?.final === true && !words.is_final ? undefined : known
  return findLine(transcript, (entry) => isOpen(entry) && entry.turnId === undefined)
}

/** The recogniser is done with the lines before the one it has words of, though their final text never came. */
const closeBefore = (transcript: Transcript, at: number, words: Words): Transcript =>
  mapLines(transcript, (entry, place) => {
    const isPassed = words.turn_id === undefined || words.is_final
    return place < at && isPassed && isSpoken(entry) && entry.who === 'user'
      ? { ...entry, final: true }
      : entry
  })

/**
 * Puts the user's words into their line. An interim text that comes after its final one and a final text that is
 * repeated change nothing. A final text without words removes its line: it was a noise.
 */
const hearUser = (transcript: Transcript, words: Words): Transcript => {
  const { transcript: text, is_final: final, turn_id: turnId } = words
  const at = turnId === undefined ? placeOf(transcript, words) : placeOfTurn(transcript, words)
  if (at === undefined || (text === '' && (!final || at < 0))) return transcript
  if (text === '') return transcript.slice(0, at).concat(transcript.slice(at + 1))
  const found = userAt(transcript, at)
  const named = turnId === undefined ? found?.turnId : turnId
  const entry: UserEntry = { who: 'user', text, final, ...(named !== undefined && { turnId: named }) }
  const lines = putLine(transcript, at, entry)
  return closeBefore(lines, at < 0 ? lines.length - 1 : at, words)
}

// Lines of the tools.

/** Adds the line of a tool call, once, also where the platform repeats the call. */
const callTool = (
  transcript: Transcript,
  { toolCallId, toolName, arguments: given }: ServerData<'tool_call'>,
): Transcript =>
  findTool(transcript, toolCallId) >= 0
    ? transcript
    : putLine(transcript, -1, { who: 'tool', toolCallId, toolName, arguments: given })

/** Adds the output to the line of its call: a tool may run long. */
const answerTool = (
  transcript: Transcript,
  { toolCallId, output }: ClientMessage<'tool_call_output'>['data'],
): Transcript => {
  const at = findTool(transcript, toolCallId)
  const entry = transcript[at]
  return entry?.who === 'tool' ? putLine(transcript, at, { ...entry, output }) : transcript
}

const closeOnRelease = (transcript: Transcript, event: ServerMessage): Transcript =>
  interruptionPhase(event) === 'release' ? closeTurns(transcript) : transcript

/**
 * Follows one message, either way, or one event of the speaker. Returns the same transcript for an event that changes
 * nothing. Only the last 256 lines can change, but for the outputs of tools.
 *
 * @example
 * let transcript = initialTranscript
 * connection.on('message', (message) => {
 *   transcript = reduceTranscript(transcript, message)
 *   render(transcript)
 * })
 */
export const reduceTranscript = (transcript: Transcript, event: TranscriptEvent): Transcript => {
  switch (event.type) {
    case 'response_text':
      return changeTurn(transcript, event.data.turn_id, () => ({
        text: event.data.text,
        final: event.data.is_final,
      }))
    case 'response_audio':
      return changeTurn(transcript, event.data.turn_id, (entry) => ({
        receivedSamples: entry.receivedSamples + sampleCount(event.data.audio),
        ...withEnd(entry, event.data.is_final),
      }))
    case 'speech_started':
      return event.data.emulated ? transcript : beginUtterance(transcript)
    case 'input_audio_transcript':
      return hearUser(closeOnRelease(transcript, event), event.data)
    case 'speech_stopped':
      return closeOnRelease(transcript, event)
    case 'interruption':
      return cancelTurns(transcript)
    case 'tool_call':
      return callTool(transcript, event.data)
    case 'tool_call_output':
      return answerTool(transcript, event.data)
    case 'started':
    case 'progress':
    case 'underrun':
    case 'drained':
    case 'flushed':
    case 'refused':
      return hearTurn(transcript, event)
    case 'session_ended':
      return endUtterances(transcript)
    case 'session_started':
    case 'unknown':
    case 'input_audio':
      return transcript
  }
}

// A transcript whose events do not copy all its lines.

/**
 * A transcript in two parts, so that an event does not copy all its lines. Use it where many events come for each time
 * that the lines are read; `linesOf` joins them. Plain data: it goes through JSON.
 */
export interface TranscriptState {
  /** Lines that no event changes, but for the output of a tool. */
  readonly older: Transcript
  /** The lines behind them, at most 384. */
  readonly recent: Transcript
}

/** Transcript state at the start of a call: no lines. */
export const initialTranscriptState: TranscriptState = { older: initialTranscript, recent: initialTranscript }

/** Every event copies the recent lines, so they are few more than those that can change; some may still be removed. */
const leastRecent = openLines + 64
const mostRecent = leastRecent + 64

const isOlderTool = ({ older }: TranscriptState, toolCallId: string): boolean =>
  findTool(older, toolCallId, older.length) >= 0

/**
 * Follows one event as `reduceTranscript` does. The cost of an event does not grow with the call.
 *
 * @example
 * let state = initialTranscriptState
 * connection.on('message', (message) => {
 *   state = reduceTranscriptState(state, message)
 *   render(linesOf(state))
 * })
 */
export const reduceTranscriptState = (state: TranscriptState, event: TranscriptEvent): TranscriptState => {
  if (event.type === 'tool_call' && isOlderTool(state, event.data.toolCallId)) return state
  if (event.type === 'tool_call_output' && isOlderTool(state, event.data.toolCallId))
    return { ...state, older: reduceTranscript(state.older, event) }
  const recent = reduceTranscript(state.recent, event)
  if (recent === state.recent) return state
  if (recent.length <= mostRecent) return { older: state.older, recent }
  const moved = recent.length - leastRecent
  return { older: state.older.concat(recent.slice(0, moved)), recent: recent.slice(moved) }
}

const joined = Symbol('joined lines')

/** All lines of a state. The same state gives the same array. */
export const linesOf = (state: TranscriptState & { readonly [joined]?: Transcript }): Transcript => {
  if (state.older.length === 0) return state.recent
  const known = state[joined] ?? joinedOfFrozen.get(state)
  if (known !== undefined) return known
  // `concat` allocates once; spreading two lists grows the array as it goes.
  const lines = state.older.concat(state.recent)
  // No weak map: V8 keeps its values through the collections of young objects, so that every array becomes an old one.
  if (!Reflect.defineProperty(state, joined, { value: lines })) joinedOfFrozen.set(state, lines)
  return lines
}

/** Joined lines of the states that are frozen. */
const joinedOfFrozen = new WeakMap<TranscriptState, Transcript>()
