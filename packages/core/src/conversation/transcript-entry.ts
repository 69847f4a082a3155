import type { ServerData } from '../protocol/server-message.ts'

/** What the user said. */
export interface UserEntry {
  readonly who: 'user'
  /** The turn it belongs to, when the platform says so. */
  readonly turnId?: string
  readonly text: string
  /** Whether the text will not change any more. */
  readonly final: boolean
}

/** What the agent said in one turn. */
export interface AgentEntry {
  readonly who: 'agent'
  readonly turnId: string
  /** The whole text of the turn so far. */
  readonly text: string
  /** Whether the text will not change any more. */
  readonly final: boolean
  /** Whether an interruption came while the turn was open: nothing of it will sound after that. */
  readonly cancelled: boolean
  /** Whether the user cut the turn short: it was cancelled before it was heard to its end. */
  readonly interrupted: boolean
  /** Whether it is over: it was cancelled, and the user has finished speaking. Its id then begins a new line. */
  readonly closed: boolean
  /** The part of `text` that was heard, by the samples played; whole words. */
  readonly heardText: string
  /** The rest of `text`. */
  readonly unheardText: string
  /** Sound that came, in samples at 24 000 Hz. */
  readonly receivedSamples: number
  /** Whether the sound that came ends an utterance, so that it is all there is of the text so far. */
  readonly complete: boolean
  /** Sound that was heard, in samples at 24 000 Hz; never more than came. */
  readonly heardSamples: number
}

/** A tool that the agent asked for. */
export interface ToolEntry {
  readonly who: 'tool'
  readonly toolCallId: string
  readonly toolName: string
  readonly arguments: ServerData<'tool_call'>['arguments']
  /** What went back to the agent; absent until it does. */
  readonly output?: string
}

/** One line of a conversation. */
export type TranscriptEntry = UserEntry | AgentEntry | ToolEntry

/** A conversation in the order in which its lines began. */
export type Transcript = readonly TranscriptEntry[]

/** Puts a line in the place of another, or at the end when there is none. */
export const put = (transcript: Transcript, at: number, entry: TranscriptEntry): Transcript => {
  const lines = [...transcript]
  lines[at < 0 ? lines.length : at] = entry
  return lines
}
