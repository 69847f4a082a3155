/** An output of a tool that never reached the socket. */
export interface OrphanedToolOutput {
  readonly toolCallId: string
  readonly output: string
}

/**
 * What this side cannot vouch for: while the call lasts as things stand, after its end what the end cost. The protocol
 * knows no acknowledgement, so nothing here is called delivered.
 */
export interface DeliveryReport {
  /** Milliseconds since the platform's last sign of life, up to now or to the end of the call. */
  readonly silentMs: number
  /** Microphone audio that has not left: it waits here or in the socket, or was dropped; in milliseconds of sound. */
  readonly unsentInputMs: number
  /** Microphone audio that left after the platform's last sign of life; in milliseconds of sound. */
  readonly unconfirmedInputMs: number
  /** The turn of the agent whose audio has come without its final chunk. */
  readonly incompleteTurnId?: string
  /** Ids of the tool calls that have had no output. */
  readonly unansweredToolCalls: readonly string[]
  /** Ids of the tool calls whose output went to the socket, and no later turn of the agent shows that it was read. */
  readonly unconfirmedToolOutputs: readonly string[]
  /**
   * Outputs that waited when the call ended, or came after it; of a tool that the end cancelled, what it gave in the end,
   * if it did. They are sent nowhere: another session would not know them.
   */
  readonly orphanedToolOutputs: readonly OrphanedToolOutput[]
  /** How many messages were not as documented, those that were not told one by one included. */
  readonly invalidMessages: number
}
