/** `up`: from the client to the server. `down`: from the server to the client. */
export type Direction = 'up' | 'down'

/**
 * What happens to a connection once so many bytes of a direction have passed. `stop`: no more pass, and the rest is not
 * even read. `discard`: the rest is read and thrown away. `reset`: both sides get an RST. `fin`: the receiver gets a
 * FIN. `freeze`: half-open, nothing passes either way and no side is told. `server-gone`: the server's side is cut, and
 * the client is not told.
 */
export type Cut = 'stop' | 'discard' | 'reset' | 'fin' | 'freeze' | 'server-gone'

/** What happens to the bytes of one direction; nothing when it is empty. */
export interface LaneFaults {
  /** Every byte comes so much later, in milliseconds. */
  readonly latencyMs?: number
  /** And up to so much more, at random for each piece; the order stays. */
  readonly jitterMs?: number
  /** At most so many bytes a second; with 0 nothing passes. */
  readonly bytesPerSecond?: number
  /** Pieces are cut into slices of at most so many bytes. */
  readonly sliceBytes?: number
  /** How likely a slice is to have one of its bits turned over, from 0 to 1. */
  readonly corrupt?: number
  /** What happens after so many bytes. */
  readonly cut?: { readonly afterBytes: number; readonly by: Cut }
}

/** What happens to which connections; of several rules for one, the later adds to the earlier. */
export interface Rule {
  /** Counted from 1; absent: every one. */
  readonly connection?: number
  /** Absent: both. */
  readonly direction?: Direction
  readonly faults?: LaneFaults
  /** Accepts the connection and does nothing with it, ever. */
  readonly hang?: boolean
}

/** The rules for one connection, or for one direction of it. */
export const rulesFor = (rules: readonly Rule[], connection: number, direction?: Direction): Rule[] =>
  rules.filter(
    (rule) =>
      (rule.connection ?? connection) === connection &&
      (direction === undefined || (rule.direction ?? direction) === direction),
  )
