import type { ServerData } from '../protocol/server-message.ts'

/** Words of the user: one utterance. */
export interface UserEntry {
  readonly who: 'user'
  /** The turn it belongs to, when the platform names it. */
  readonly turnId?: string
  readonly text: string
  /** The text will not change any more. */
  readonly final: boolean
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
  /** The sound that came ends an utterance: it is all the sound of the text so far. */
  readonly complete: boolean
  /** Sound that was heard, in samples at 24 000 Hz; never more than came. */
  readonly heardSamples: number
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

/** Number of lines, from the end, that can still change, so that an event costs the same however long the call lasts. */
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

/** Index of the last line that can still change and matches, or -1. */
export const findLastLine = (
  transcript: Transcript,
  matches: (entry: TranscriptEntry) => boolean,
): number => {
  const first = firstOpen(transcript)
  for (let at = transcript.length - 1; at >= first; at -= 1) {
    const entry = transcript[at]
    if (entry !== undefined && matches(entry)) return at
  }
  return -1
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
    lines ??= [...transcript]
    lines[at] = changed
  }
  return lines ?? transcript
}
