import { openLines, type Transcript } from './transcript-entry.ts'
import { initialTranscript, reduceTranscript, type TranscriptEvent } from './transcript.ts'

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

/** Ids of the tool calls in the older lines, so that a call does not search them all. */
const olderTools = new WeakMap<Transcript, ReadonlySet<string>>()

const hasTool = (older: Transcript, toolCallId: string): boolean => {
  const ids =
    olderTools.get(older) ?? new Set(older.flatMap((entry) => (entry.who === 'tool' ? entry.toolCallId : [])))
  olderTools.set(older, ids)
  return ids.has(toolCallId)
}

/** Follows one event as `reduceTranscript` does. The cost of an event does not grow with the call. */
export const reduceTranscriptState = (state: TranscriptState, event: TranscriptEvent): TranscriptState => {
  if (event.type === 'tool_call' && hasTool(state.older, event.data.toolCallId)) return state
  if (event.type === 'tool_call_output' && hasTool(state.older, event.data.toolCallId))
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
