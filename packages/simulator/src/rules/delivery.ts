import type { CallSetup } from './call-setup.ts'
import { seededFraction } from './seeded-fraction.ts'

/** What the line has carried towards the client so far. */
export interface Delivery {
  /** When the line was opened. */
  readonly openedAtMs: number
  /** How many messages it has carried. */
  readonly count: number
  /** When the last of them arrives; none overtakes another. */
  readonly lastMs: number
}

/** A line that has carried nothing since it was opened. */
export const openDelivery = (openedAtMs: number): Delivery => ({ openedAtMs, count: 0, lastMs: openedAtMs })

/** Waits for the end of a stall. */
const stalled = (dueMs: number, { openedAtMs }: Delivery, { faults }: CallSetup): number => {
  if (faults.stall === undefined) return dueMs
  const fromMs = openedAtMs + faults.stall.afterMs
  return dueMs >= fromMs && dueMs < fromMs + faults.stall.forMs ? fromMs + faults.stall.forMs : dueMs
}

/** Waits for the next burst. */
const burst = (dueMs: number, { openedAtMs }: Delivery, { faults }: CallSetup): number => {
  const everyMs = faults.burstEveryMs
  return everyMs === undefined ? dueMs : openedAtMs + Math.ceil((dueMs - openedAtMs) / everyMs) * everyMs
}

/** Carries one more message, said at a moment; it arrives at `lastMs` of what is given back. */
export const deliver = (before: Delivery, setup: CallSetup, atMs: number): Delivery => {
  const { latencyMs = 0, jitterMs = 0 } = setup.faults
  const chance = jitterMs === 0 ? 0 : seededFraction(setup.id, 'jitter', before.count)
  const dueMs = Math.max(before.lastMs, atMs + latencyMs + Math.round(chance * jitterMs))
  const lastMs = burst(stalled(dueMs, before, setup), before, setup)
  return { ...before, count: before.count + 1, lastMs }
}
