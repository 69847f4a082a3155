/** The client's end of a call, as whatever carries the call presents it. */
export interface Peer {
  send(text: string): void
  /** Sends a text message that need not be UTF-8. */
  sendBytes(bytes: Uint8Array): void
  /** Takes nothing more from the connection for now. */
  pause(): void
  /** Goes on taking what comes. */
  resume(): void
  /** Closes with a handshake; 1005 names no code. */
  close(code: number): void
  /** Drops the connection at once. */
  cut(): void
  /** Stops reading from the connection, and leaves it open. */
  freeze(): void
}
