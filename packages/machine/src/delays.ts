/** How long things take, in milliseconds. */
export const delaysMs = {
  /**
   * How long the agent may fall silent between two chunks before it counts as done: 300 ms, and two frames of 20 ms, since
   * a chunk that comes at the last moment sounds a frame later, and whether that is told before this is over is chance.
   */
  gap: 340,
  /** How much longer than it lasts the rest of the agent's speech is waited for, once the platform has ended the call. */
  lastWords: 1_000,
} as const
