import type { EndReason, Latency, Transcript } from '@vatel/core'
import type { CallSnapshot } from './call-machine.ts'
import type { ToolProgress } from './context.ts'
import { pendingOf } from './tool-progress.ts'

/** What a call came to. */
export interface CallOutcome {
  readonly reason: EndReason
  /** The call's id, as the REST side knows it; `null` when it never began. */
  readonly sessionId: string | null
  readonly transcript: Transcript
  readonly latency: Latency
  readonly tools: readonly ToolProgress[]
}

/** Gives what was said so far, heard and unheard, in this call or the last one. */
export const selectTranscript = ({ context }: CallSnapshot): Transcript => context.transcript

/** Gives how quickly the agent answered and fell silent, in this call or the last one. */
export const selectLatency = ({ context }: CallSnapshot): Latency => context.latency

/** Gives every tool call so far, with what became of it. */
export const selectTools = ({ context }: CallSnapshot): readonly ToolProgress[] => context.tools

/** Gives the tool calls that still owe an answer. A new list each time: compare its ids, or use `shallowEqual`. */
export const selectPendingTools = ({ context }: CallSnapshot): readonly ToolProgress[] => pendingOf(context)

/** Gives the call's id, as the REST side knows it; `null` until the session has begun. */
export const selectSessionId = ({ context }: CallSnapshot): string | null => context.sessionId

/** Gives why the last call ended; `null` before that. */
export const selectEndReason = (snapshot: CallSnapshot): EndReason | null =>
  snapshot.matches('ended') ? snapshot.context.reason : null

/** Gives what the call came to, in `ended`; `null` everywhere else. */
export const outcomeOf = (snapshot: CallSnapshot): CallOutcome | null => {
  const { reason, sessionId, transcript, latency, tools } = snapshot.context
  return snapshot.matches('ended') && reason !== null
    ? { reason, sessionId, transcript, latency, tools }
    : null
}
