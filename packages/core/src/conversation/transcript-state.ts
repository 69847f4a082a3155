import { openLines, type Transcript } from './transcript-entry.ts'
import { initialTranscript, reduceTranscript, type TranscriptEvent } from './transcript.ts'

/**
 * A transcript in two parts, so that an event does not copy all its lines. Use it where many events come for each time
 * that the lines are read; `linesOf` joins them. Plain data: it goes through JSON.
 */
export interface TranscriptState {
  /** Lines that no event changes, but for the output of a tool. */
  readonly older: Transcript
  /** The lines behind them, at most 768. */
  readonly recent: Transcript
}

/** Transcript state at the start of a call: no lines. */
export const initialTranscriptState: TranscriptState = { older: initialTranscript, recent: initialTranscript }

const hasTool = (lines: Transcript, toolCallId: string): boolean =>
  lines.some((entry) => entry.who === 'tool' && entry.toolCallId === toolCallId)

/** Follows one event as `reduceTranscript` does. The cost of an event does not grow with the call. */
export const reduceTranscriptState = (state: TranscriptState, event: TranscriptEvent): TranscriptState => {
  if (event.type === 'tool_call' && hasTool(state.older, event.data.toolCallId)) return state
  if (event.type === 'tool_call_output' && hasTool(state.older, event.data.toolCallId))
    return { ...state, older: reduceTranscript(state.older, event) }
  const recent = reduceTranscript(state.recent, event)
  if (recent === state.recent) return state
  if (recent.length <= 3 * openLines) return { ...state, recent }
  const moved = recent.length - 2 * openLines
  return { older: [...state.older, ...recent.slice(0, moved)], recent: recent.slice(moved) }
}

/** Joined lines by state, so that a state has one transcript. */
const joined = new WeakMap<TranscriptState, Transcript>()

/** All lines of a state. The same state gives the same array. */
export const linesOf = (state: TranscriptState): Transcript => {
  if (state.older.length === 0) return state.recent
  const lines = joined.get(state) ?? [...state.older, ...state.recent]
  joined.set(state, lines)
  return lines
}
