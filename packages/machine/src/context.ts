import {
  initialLatency,
  initialTranscript,
  type EndReason,
  type ServerData,
  type ToolOutcome,
} from '@vatel/core'
import type { Told } from './line/conversation.ts'

/** The version of the shape of `CallContext`; it goes up when an older snapshot can no longer be read. */
export const snapshotVersion = 3

/** A tool call and what has become of it. */
export interface ToolProgress extends ServerData<'tool_call'> {
  /**
   * `asking`: it waits for `approve` or `decline`. `pending`: it runs. `answered`: somebody outside the machine has
   * answered it. The others are how it went.
   */
  readonly status: 'asking' | 'pending' | 'answered' | ToolOutcome['type']
}

/** What a snapshot knows: data only, so that it goes through JSON. */
export interface CallContext extends Told {
  readonly version: typeof snapshotVersion
  /** The call's id, as the REST side knows it; `null` until the session has begun. */
  readonly sessionId: string | null
  /** The tool calls so far, in the order they came. */
  readonly tools: readonly ToolProgress[]
  /** Why the last call ended; `null` before that. */
  readonly reason: EndReason | null
}

/** The context of a call in which nothing has happened. */
export const freshContext: CallContext = {
  version: snapshotVersion,
  sessionId: null,
  transcript: initialTranscript,
  latency: initialLatency,
  tools: [],
  reason: null,
}
