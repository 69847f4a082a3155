import type { ServerData } from '@vatel/core'
import type { FailureReason } from '../call-failed.ts'
import type { SessionWatch, ToolOutput } from './session-watch.ts'

/** A session that was lost, and what was lost with it. */
export interface LostSession {
  /** The id that the REST side knows it by. */
  readonly sessionId: string
  /** How it was lost. */
  readonly reason: FailureReason
  /** From the last thing that the platform said in it to the new connection, in milliseconds. */
  readonly gapMs: number
  /** The user's voice that never reached the socket, in milliseconds. */
  readonly lostInputMs: number
  /**
   * The user's voice that reached the socket after the platform was last heard of, in milliseconds: nothing says that it
   * arrived.
   */
  readonly unconfirmedInputMs: number
  /** The agent's turn that broke off; absent when none did. */
  readonly incompleteTurnId?: string
  /** The tools that the agent waited for; their outputs are of no use in another session. */
  readonly orphanedToolCalls: readonly ServerData<'tool_call'>[]
  /** The outputs of tools that reached the socket, and after which the agent said nothing more. */
  readonly unconfirmedOutputs: readonly ToolOutput[]
}

/** A lost session while it is not known how long the gap will be. */
export interface Loss extends Omit<LostSession, 'gapMs'> {
  /** When the platform was last heard of. */
  readonly heardAtMs: number
}

/** Says what is lost with a session; nothing with one that never started. */
export const lossOf = (watch: SessionWatch, reason: FailureReason, lostInputMs: number): Loss | undefined => {
  const { started, open, unanswered, unconfirmed, sentSinceMs, heardAtMs } = watch
  if (started === undefined) return undefined
  const incompleteTurnId = open.audio ?? open.text
  return {
    sessionId: started.sessionId,
    reason,
    lostInputMs,
    unconfirmedInputMs: sentSinceMs,
    ...(incompleteTurnId === undefined ? {} : { incompleteTurnId }),
    orphanedToolCalls: unanswered,
    unconfirmedOutputs: unconfirmed,
    heardAtMs: heardAtMs ?? started.atMs,
  }
}

/** Closes the gap. */
export const lostSession = ({ heardAtMs, ...loss }: Loss, nowMs: number): LostSession => ({
  ...loss,
  gapMs: nowMs - heardAtMs,
})
