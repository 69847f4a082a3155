/** How long things take, in milliseconds. */
export const delaysMs = {
  /**
   * How long the agent may fall silent between two chunks before it counts as done: 300 ms, and a frame of 20 ms so that
   * a chunk which comes at the last moment is in time.
   */
  gap: 320,
  /** How much longer than it lasts the rest of the agent's speech is waited for, once the platform has ended the call. */
  lastWords: 1_000,
} as const
