import type { Clock } from '../clock.ts'
import type { WebSocketClass } from './socket-class.ts'

/** What a call is opened with. */
export interface CallOptions {
  /** The session token, from `session.generateToken`; it serves for one call. */
  readonly token: string
  /**
   * Where the platform is.
   *
   * @defaultValue `https://api.vatel.ai`
   */
  readonly baseUrl?: string
  /** A WebSocket class to use instead of the environment's. */
  readonly WebSocket?: WebSocketClass
  /** Hangs up when it aborts. */
  readonly signal?: AbortSignal
  /** Keeps the deadlines. */
  readonly clock?: Clock
}
