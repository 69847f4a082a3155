import type { ReadFailure } from './system-failure.ts'

/** Browsers keep to themselves why a connection failed; all that they say is a sentence. */
export const systemFailure: ReadFailure = (error) => ({
  ...(error instanceof Error && { text: error.message }),
  neverConnected: false,
})
