import type { CallConnection, CallEvents } from './connection.ts'
import type { DropReport } from './input-loss.ts'
import type { DeliveryReport } from './unsettled.ts'

/** What the socket of a call tells, by event. */
export interface CallSocketEvents extends CallEvents {
  /** Microphone audio was thrown away because it was stale; at most once a second, added up. */
  readonly dropped: DropReport
}

/** A call that is carried by a WebSocket, with what only a socket knows. */
export interface CallSocket extends CallConnection {
  /** What this side cannot vouch for; after the end, what the end cost. */
  readonly delivery: DeliveryReport
  /**
   * Calls back on each event; gives the function that stops it. A listener that throws, or gives a promise that rejects,
   * stops no other and changes nothing in the call; what it failed with is an uncaught error of your program.
   */
  on<K extends keyof CallSocketEvents>(event: K, listener: (value: CallSocketEvents[K]) => void): () => void
}
