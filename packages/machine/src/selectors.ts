import { linesOf, type EndReason, type Latency, type Transcript } from '@vatel/core'
import type { CallSnapshot } from './call-machine.ts'
import { pendingOf } from './call-setup.ts'
import type { ToolProgress } from './context.ts'

/** The outcome of a call. */
export interface CallOutcome {
  readonly reason: EndReason
  /** The call's id, as the REST API knows it; `null` when it never began. */
  readonly sessionId: string | null
  readonly transcript: Transcript
  readonly latency: Latency
  readonly tools: readonly ToolProgress[]
}

/** Returns the words of this call or the last one, heard and unheard: the same list until they change. */
export const selectTranscript = ({ context }: CallSnapshot): Transcript => linesOf(context.transcript)

/** Returns the latencies of the agent's answers and interruptions, in this call or the last one. */
export const selectLatency = ({ context }: CallSnapshot): Latency => context.latency

/** Returns the tool calls with their progress: those without an output, and the 100 that were settled last. */
export const selectTools = ({ context }: CallSnapshot): readonly ToolProgress[] => context.tools

/** Returns the tool calls without an output. It is a new list each time: compare its ids, or use `shallowEqual`. */
export const selectPendingTools = ({ context }: CallSnapshot): readonly ToolProgress[] => pendingOf(context)

/** Returns the call's id, as the REST API knows it; `null` until the session has begun. */
export const selectSessionId = ({ context }: CallSnapshot): string | null => context.sessionId

/** Returns the reason of the last call's end, in `ended`; `null` everywhere else. */
export const selectEndReason = (snapshot: CallSnapshot): EndReason | null =>
  snapshot.matches('ended') ? snapshot.context.reason : null

/** Returns the outcome of the call, in `ended`; `null` everywhere else. */
export const outcomeOf = (snapshot: CallSnapshot): CallOutcome | null => {
  const { reason, sessionId, transcript, latency, tools } = snapshot.context
  return snapshot.matches('ended') && reason !== null
    ? { reason, sessionId, transcript: linesOf(transcript), latency, tools }
    : null
}
