/** What goes out on the wire of a call, or is done to it. */
export type Frame =
  | { readonly type: 'text'; readonly text: string }
  /** A text message that is no UTF-8. */
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  /** Reads nothing more for now. */
  | { readonly type: 'pause' }
  /** Goes on reading. */
  | { readonly type: 'resume' }
  /** Closes with a handshake. */
  | { readonly type: 'close'; readonly code: number }
  /** Drops the connection at once. */
  | { readonly type: 'cut' }
  /** From now on the connection stands still: nothing is read, nothing sent, nothing closed. */
  | { readonly type: 'freeze' }
