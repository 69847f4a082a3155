/** How long each stage of a call's beginning and end may take, in milliseconds. */
export const limitMs = {
  /** TCP, TLS and upgrade. */
  opening: 10_000,
  /** From the upgrade to `session_started`. */
  starting: 10_000,
  /** The closing handshake; then the connection is dropped. */
  closing: 2_000,
} as const

/** As many messages may wait for a slow reader; then the call is closed, and says why. */
export const maxWaiting = 1_500
