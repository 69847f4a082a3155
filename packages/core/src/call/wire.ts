import type { Clock } from '../clock.ts'
import type { SystemFailure } from '../net/failure.ts'
import type { Backpressure, BackpressureOptions } from './backpressure.ts'
import type { Heartbeat, Vitals } from './heartbeat.ts'

/** The little of a WebSocket that a call uses; a browser's, that of `ws` and the simulator's all fit behind it. */
export interface Wire {
  /** What was handed over and has not left yet, in bytes. */
  readonly bufferedBytes: number
  /** Whether what is handed over now can still leave. */
  readonly isOpen: boolean
  send(text: string): void
  /** Closes with a handshake. */
  close(): void
  /** Drops the connection at once. */
  terminate(): void
  /** Watches whether the peer lives, by asking it; absent where a program cannot ask (browsers). */
  readonly watch?: (clock: Clock, vitals: Vitals) => Heartbeat
  /** Makes the peer wait while a reader of this side is slow; absent where a program cannot (browsers). */
  readonly backpressure?: (options: BackpressureOptions) => Backpressure
}

/** What a wire tells. The first of `refused`, `failed` and `closed` is how it ended; what it tells after it is no news. */
export interface WireListener {
  started(): void
  message(text: string): void
  /** A sign of life that is no message. */
  alive(): void
  /** The upgrade was answered with an error status and a body. */
  refused(status: number, body: string, retryAfterMs: number | undefined): void
  /** It never came about; browsers do not say why. */
  failed(failure: SystemFailure | undefined): void
  /** It is closed, with a close code of RFC 6455 section 7.4. */
  closed(code: number, reason: string): void
}

/** Opens a wire to an address. */
export type OpenWire = (url: string, listener: WireListener) => Wire
