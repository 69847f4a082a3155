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
  /** Asks the peer for a sign of life; absent where a program cannot (browsers). */
  readonly ping?: () => void
  /** Reads no more, so that the peer has to wait; absent where a program cannot (browsers). */
  readonly pause?: () => void
  /** Reads again. */
  readonly resume?: () => void
}

/** What a wire tells. After `refused`, `failed` or `closed` it tells nothing more. */
export interface WireListener {
  opened(): void
  message(text: string): void
  /** A sign of life that is no message. */
  alive(): void
  /** The upgrade was answered with an error status and a body. */
  refused(status: number, body: string, retryAfterMs: number | undefined): void
  /** It never came about; `code` is what the system calls it. */
  failed(code: string | undefined): void
  /** It is closed, with a close code of RFC 6455 section 7.4. */
  closed(code: number, reason: string): void
}

/** Opens a wire to an address. */
export type OpenWire = (url: string, listener: WireListener) => Wire
