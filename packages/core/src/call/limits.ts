/** How long each stage of a call's beginning and end may take, in milliseconds. */
export const limitMs = {
  /** TCP, TLS and upgrade. */
  connecting: 10_000,
  /** From the upgrade to `session_started`. */
  starting: 10_000,
  /** The closing handshake; then the connection is dropped. */
  closing: 2_000,
} as const

/** As much may wait for a slow reader: then Node stops reading from the platform, and a browser closes the call. */
export const maxWaiting = {
  messages: 1_500,
  /** In characters of the messages' text, which is ASCII for the most part. */
  length: 8_388_608,
} as const

/** So many messages that are not as documented are told in any second; the rest are counted. */
export const invalidPerSecond = 10
