import { sampleRate, toSamples } from '../protocol/audio-payload.ts'
import {
  borderInWord,
  isSpace,
  lettersPerSecond,
  speechLength,
  type Script,
  type SpeechLength,
} from './speech-length.ts'
import type { ServerData } from '../protocol/messages.ts'

/** Words of the user: one utterance. */
export interface UserEntry {
  readonly who: 'user'
  /** The turn it belongs to, when the platform names it. */
  readonly turnId?: string
  readonly text: string
  /** The text will not change any more. */
  readonly final: boolean
}

/** Sound of a turn that the speaker refused. */
export interface RefusedSound {
  /** Samples at 24 000 Hz. */
  readonly samples: number
  /** The sound that came ends an utterance: it is all the sound of the text so far. */
  readonly ended: boolean
}

/** Words of the agent: one turn. */
export interface AgentEntry {
  readonly who: 'agent'
  readonly turnId: string
  /** The whole text of the turn so far. */
  readonly text: string
  /** The text will not change any more. */
  readonly final: boolean
  /** An interruption came while the turn was open. Nothing of it sounds after that. */
  readonly cancelled: boolean
  /** The user cut the turn short: it was cancelled before it was heard to its end. */
  readonly interrupted: boolean
  /**
   * The line is final. It was cancelled and the user has finished speaking, or 256 lines have begun after it. The same
   * turn id then begins a new line.
   */
  readonly closed: boolean
  /** The part of `text` that was heard, by the samples played; whole words. */
  readonly heardText: string
  /** The rest of `text`. */
  readonly unheardText: string
  /** Sound that came, in samples at 24 000 Hz. */
  readonly receivedSamples: number
  /** All the sound of the text so far has come, and the speaker refused none of it. */
  readonly complete: boolean
  /** Sound that the speaker refused. It is not heard, and the turn is not complete. Absent when there is none. */
  readonly refused?: RefusedSound
  /** Sound that was heard, in samples at 24 000 Hz; never more than came. */
  readonly heardSamples: number
  /** Part of `heardSamples` from before the last flush, after which the count of the speaker started again. */
  readonly heardBefore?: number
}

/** A tool call of the agent. */
export interface ToolEntry {
  readonly who: 'tool'
  readonly toolCallId: string
  readonly toolName: string
  readonly arguments: ServerData<'tool_call'>['arguments']
  /** The output that was sent to the agent; absent until then. */
  readonly output?: string
}

/** One line of a conversation. */
export type TranscriptEntry = UserEntry | AgentEntry | ToolEntry

/** A conversation, in the order in which its lines began. */
export type Transcript = readonly TranscriptEntry[]

/**
 * Number of lines, from the end of a transcript, that an event can change, so that an event costs the same however long the
 * call lasts. Of an older line only the output of a tool can still come.
 */
export const openLines = 256

/** Index of the first line that can still change. */
export const firstOpen = (transcript: Transcript): number => Math.max(0, transcript.length - openLines)

/** Index of the first line that can still change and matches, or -1. */
export const findLine = (transcript: Transcript, matches: (entry: TranscriptEntry) => boolean): number => {
  for (let at = firstOpen(transcript); at < transcript.length; at += 1) {
    const entry = transcript[at]
    if (entry !== undefined && matches(entry)) return at
  }
  return -1
}

/** Index of the last line that matches, or -1, among those that can still change unless `first` is given. */
export const findLastLine = (
  transcript: Transcript,
  matches: (entry: TranscriptEntry) => boolean,
  first = firstOpen(transcript),
): number => {
  for (let at = transcript.length - 1; at >= first; at -= 1) {
    const entry = transcript[at]
    if (entry !== undefined && matches(entry)) return at
  }
  return -1
}

// The lines of the tools.

/** Places of the tool calls in the first lines of a transcript, by their ids; a transcript that branched off shares them. */
interface ToolPlaces {
  readonly places: Map<string, number>
  /** Number of those lines. */
  readonly end: number
}

/** The places, for each 64 lines, by the last of them: lines are added at the end, and those of tools are never removed. */
const placesUntil = new WeakMap<TranscriptEntry, ToolPlaces>()
const placedLines = 64

/** Finds the places among the first `end` lines, a multiple of 64; reads only lines that were not read before. */
const toolPlaces = (transcript: Transcript, end: number): ToolPlaces['places'] => {
  let at = end
  let known: ToolPlaces | undefined
  for (; at > 0; at -= placedLines) {
    const last = transcript[at - 1]
    known = last && placesUntil.get(last)
    if (known?.end === at) break
    known = undefined
  }
  const { places } = known ?? { places: new Map<string, number>() }
  for (const entry of transcript.slice(at, end)) {
    if (entry.who === 'tool') places.set(entry.toolCallId, at)
    at += 1
    if (at % placedLines === 0) placesUntil.set(entry, { places, end: at })
  }
  return places
}

/**
 * Index of the line of a tool call, however many lines ago that was, or -1. Remembers the places in the lines before
 * `open`, which no event changes but for outputs.
 */
export const findTool = (
  transcript: Transcript,
  toolCallId: string,
  open = firstOpen(transcript),
): number => {
  const isCall = (entry: TranscriptEntry | undefined): boolean =>
    entry?.who === 'tool' && entry.toolCallId === toolCallId
  const end = open - (open % placedLines)
  const at = findLastLine(transcript, isCall, end)
  if (at >= 0) return at
  const place = toolPlaces(transcript, end).get(toolCallId) ?? -1
  // Another transcript may have moved the place.
  return place < 0 || isCall(transcript[place]) ? place : findLastLine(transcript, isCall, 0)
}

/** Replaces the line at `at`, or adds one at the end where `at` is negative. */
export const putLine = (transcript: Transcript, at: number, entry: TranscriptEntry): TranscriptEntry[] => {
  if (at >= 0) {
    const lines = transcript.slice()
    lines[at] = entry
    return lines
  }
  // A `concat` of arrays allocates once; an array that is copied and then grows is allocated twice.
  const lines = transcript.concat([entry])
  const tooOld = lines.length - openLines - 1
  const oldest = lines[tooOld]
  if (oldest?.who === 'agent' && !oldest.closed) lines[tooOld] = { ...oldest, closed: true }
  return lines
}

/** Replaces each line that can still change. Returns the same transcript when none is replaced. */
export const mapLines = (
  transcript: Transcript,
  change: (entry: TranscriptEntry, at: number) => TranscriptEntry,
): Transcript => {
  let lines: TranscriptEntry[] | undefined
  for (let at = firstOpen(transcript); at < transcript.length; at += 1) {
    const entry = transcript[at]
    if (entry === undefined) continue
    const changed = change(entry, at)
    if (changed === entry) continue
    lines ??= transcript.slice()
    lines[at] = changed
  }
  return lines ?? transcript
}

// Lines of the agent, and the heard part of each.

/** Returns a line for a turn of which nothing has come. */
export const newTurn = (turnId: string): AgentEntry => ({
  who: 'agent',
  turnId,
  text: '',
  final: false,
  cancelled: false,
  interrupted: false,
  closed: false,
  heardText: '',
  unheardText: '',
  receivedSamples: 0,
  complete: false,
  heardSamples: 0,
})

/** Changes of a turn whose sound has or has not come to its end, and of which the speaker refused more. */
export const withEnd = (
  { refused }: AgentEntry,
  ended: boolean,
  refusedMs = 0,
): Pick<AgentEntry, 'complete' | 'refused'> => {
  const samples = (refused?.samples ?? 0) + toSamples(refusedMs)
  return samples === 0 ? { complete: ended } : { complete: false, refused: { samples, ended } }
}

const wasHeardWhole = ({ final, heardSamples, receivedSamples }: AgentEntry): boolean =>
  final && receivedSamples > 0 && heardSamples === receivedSamples

/** Sets `interrupted` anew, after the sound or the cancellation of a turn has changed. */
export const withInterrupted = (entry: AgentEntry): AgentEntry => {
  const interrupted = entry.cancelled && !wasHeardWhole(entry)
  return interrupted === entry.interrupted ? entry : { ...entry, interrupted }
}

let latest: { readonly text: string; readonly length: SpeechLength } | undefined

/** Measures a text. The last one is kept: while a turn is heard, each piece of its sound splits the same text again. */
const measure = (text: string): SpeechLength => {
  if (latest?.text !== text) latest = { text, length: speechLength(text) }
  return latest.length
}

/** Index of the first character that was not reached. */
const reachedIndex = (text: string, share: number): number => {
  const { letters, ends } = measure(text)
  const wanted = letters * Math.min(1, Math.max(0, share))
  let [low, high] = [0, text.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? 0) > wanted) high = middle
    else low = middle + 1
  }
  return low
}

/**
 * Splits a text by the share of its sound that was played, 0 to 1, after the last word that was heard whole. Scripts
 * without spaces, addresses and long compounds are split between their words, endless words between letters. The split is an estimate:
 * it takes speech to be even.
 */
export const splitHeard = (text: string, share: number): Pick<AgentEntry, 'heardText' | 'unheardText'> => {
  const reached = reachedIndex(text, share)
  if (reached === text.length) return { heardText: text, unheardText: '' }
  // A word was heard whole when the space behind it is reached as well.
  let space = reached
  while (space >= 0 && !isSpace(text, space)) space -= 1
  let end = reached
  while (end < text.length && !isSpace(text, end)) end += 1
  const border = space === reached ? 0 : borderInWord(text, space + 1, end, reached)
  const at = border > space + 1 ? border : Math.max(0, space)
  return { heardText: text.slice(0, at), unheardText: text.slice(at) }
}

/** Number of the agent's latest turns that its pace is taken from. */
const pacedTurns = 16

/** Returns `true` for a turn whose sound came to its end, whatever the speaker took of it. */
export const hasEnded = ({ complete, refused }: AgentEntry): boolean => complete || refused?.ended === true

/** Returns `true` for a turn of the agent that was said to its end: its sound and its text tell the pace. */
export const showsPace = (entry: TranscriptEntry | undefined): entry is AgentEntry =>
  entry?.who === 'agent' && hasEnded(entry) && !entry.interrupted && entry.receivedSamples > 0

/** Lengths of the turns that tell the pace. Entries do not change: each is measured once. */
const lengths = new WeakMap<AgentEntry, Pick<SpeechLength, 'letters' | 'script'>>()

const lengthOf = (entry: AgentEntry): Pick<SpeechLength, 'letters' | 'script'> => {
  const known = lengths.get(entry)
  if (known !== undefined) return known
  const { letters, script } = speechLength(entry.text)
  const length = { letters, script }
  lengths.set(entry, length)
  return length
}

/**
 * The agent's pace in a script, in samples for each English letter. It is learned for each script; in one that the agent
 * has not used yet, the other scripts tell whether it speaks fast or slowly.
 */
const paceOf = (transcript: Transcript, script: Script): number => {
  const same = { letters: 0, samples: 0 }
  const all = { letters: 0, samples: 0 }
  let turns = 0
  findLastLine(transcript, (entry) => {
    if (!showsPace(entry)) return false
    const length = lengthOf(entry)
    for (const sum of length.script === script ? [same, all] : [all]) {
      sum.letters += length.letters
      sum.samples += entry.receivedSamples
    }
    turns += 1
    return turns === pacedTurns
  })
  const guess = sampleRate / lettersPerSecond
  if (same.letters > 0) return same.samples / same.letters
  return all.letters > 0 ? Math.min(guess * 2, Math.max(guess / 2, all.samples / all.letters)) : guess
}

/** An older platform does not mark the end of an utterance: what was heard to its end was all, unless it was cut. */
const isWhole = (entry: AgentEntry): boolean =>
  hasEnded(entry) || (entry.heardSamples === entry.receivedSamples && !entry.interrupted)

/**
 * Sound of the whole text of a turn, in samples. The text comes before most of its sound: when a turn is cut short the
 * rest never comes, and the sound that came is no measure.
 */
const expectedSamples = (entry: AgentEntry, transcript: Transcript): number => {
  if (isWhole(entry)) return entry.receivedSamples
  const length = measure(entry.text)
  return Math.max(entry.receivedSamples, Math.round(length.letters * paceOf(transcript, length.script)))
}

/** Splits the text of a turn by what was heard of it. Returns the same entry when the split does not change. */
export const withHeardText = (entry: AgentEntry, transcript: Transcript): AgentEntry => {
  const { heardSamples, text } = entry
  const split =
    heardSamples === 0
      ? { heardText: '', unheardText: text }
      : splitHeard(text, heardSamples / expectedSamples(entry, transcript))
  return split.heardText === entry.heardText && split.unheardText === entry.unheardText
    ? entry
    : { ...entry, ...split }
}

// The words of a transcript, without the counts of its sound.

/** The fields of an agent's line that count sound, and cannot be read. */
const counts: readonly string[] = ['receivedSamples', 'heardSamples', 'heardBefore']

const hasSameFields = (before: TranscriptEntry | undefined, after: TranscriptEntry | undefined): boolean =>
  before?.who === 'agent' &&
  after?.who === 'agent' &&
  (Object.keys(after) as (keyof AgentEntry)[]).every(
    (field) => before[field] === after[field] || counts.includes(field),
  )

/**
 * Returns `true` where two states of a transcript read the same: at most sound came between them, or was heard within a
 * word. An interface need not be drawn again then.
 *
 * @example
 * let state = initialTranscriptState
 * connection.on('message', (message) => {
 *   const next = reduceTranscriptState(state, message)
 *   if (!hasSameWords(state, next)) render(linesOf(next))
 *   state = next
 * })
 */
export const hasSameWords = (
  before: Readonly<Record<'older' | 'recent', Transcript>>,
  after: typeof before,
): boolean => {
  const [old, now] = [before.recent, after.recent]
  if (before.older !== after.older || old.length !== now.length) return false
  // Most events change one of the last lines.
  for (let at = now.length - 1; at >= 0; at -= 1)
    if (old[at] !== now[at] && !hasSameFields(old[at], now[at])) return false
  return true
}
