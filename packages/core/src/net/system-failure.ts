/** What a system tells of a connection that failed. */
export interface SystemFailure {
  /** What it calls the failure, such as `ECONNREFUSED`. */
  readonly code?: string
  /** What it says; it may quote addresses and secrets. */
  readonly text?: string
  /** Whether the connection never came about, so that nothing has left. */
  readonly neverConnected: boolean
}

/** Reads what was thrown, or told, when a connection failed. */
export type ReadFailure = (error: unknown) => SystemFailure
