/** As much may wait for a slow reader: then Node stops reading from the platform, and a browser closes the call. */
export const maxWaiting = {
  messages: 1_500,
  /** In characters of the messages' text, which is ASCII for the most part. */
  length: 8_388_608,
} as const

/** So many messages that are not as documented are told in any second; the rest are counted. */
export const invalidPerSecond = 10
