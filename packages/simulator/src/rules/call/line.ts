import { addDue, splitDue, type Agenda, type Due } from '../agenda.ts'
import type { Faults } from '../faults/faults.ts'
import { seededFraction } from '../seeded.ts'
import type { CallInput, CallSetup } from './call-model.ts'

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

/** A message that would be right but for two bytes in a text: the first begins a character, the second does not go on with it. */
const invalidUtf8 = Uint8Array.from([
  ...new TextEncoder().encode('{"type":"response_text","data":{"turn_id":"turn","is_final":false,"text":"'),
  0xc3,
  0x28,
  ...new TextEncoder().encode('"}}'),
])

/** Ends the connection with a close code; 1006 cuts the line. */
export const closing = (code: number): Frame => (code === 1006 ? { type: 'cut' } : { type: 'close', code })

/** What faults do to the line itself, which was opened at a moment. */
export const breakdowns = (faults: Faults, openedAtMs: number): readonly Due<Frame>[] => {
  const { close, halfOpenAfterMs, invalidUtf8AfterMs } = faults
  const after = (ms: number | undefined, action: Frame): readonly Due<Frame>[] =>
    ms === undefined ? [] : [{ atMs: openedAtMs + ms, action }]
  return [
    ...after(invalidUtf8AfterMs, { type: 'bytes', bytes: invalidUtf8 }),
    ...after(close?.afterMs, closing(close?.code ?? 1006)),
    ...after(halfOpenAfterMs, { type: 'freeze' }),
  ]
}

/** What has come from the client and is not read yet. */
export interface Reading {
  readonly waiting: Agenda<CallInput>
  /** When all of it will have been read. */
  readonly busyUntilMs: number
  /** Whether the line is told to carry no more for now. */
  readonly isPaused: boolean
}

/** More than this is not taken off the line, and then only when so much less waits. */
const mostBytes = 65_536
const resumeBytes = 32_768

/** Nothing has come yet. */
export const readNothing: Reading = { waiting: [], busyUntilMs: 0, isPaused: false }

/** Takes in a message of so many bytes; it is read when those before it are. */
export const enqueue = (
  reading: Reading,
  input: CallInput,
  bytes: number,
  faults: Faults,
  nowMs: number,
): Reading => {
  const { slowReader } = faults
  const takesMs = slowReader === undefined ? 0 : Math.round((bytes * 1_000) / slowReader.bytesPerSecond)
  const busyUntilMs = Math.max(reading.busyUntilMs, nowMs) + takesMs
  const waiting = addDue(reading.waiting, [{ atMs: busyUntilMs, action: input }])
  return { waiting, busyUntilMs, isPaused: reading.isPaused }
}

/** Gives what has been read by now, and whether the line may go on. */
export const readUntil = (
  before: Reading,
  faults: Faults,
  nowMs: number,
): { readonly reading: Reading; readonly inputs: Agenda<CallInput> } => {
  const { due: inputs, rest: waiting } = splitDue(before.waiting, nowMs)
  const aheadBytes = ((before.busyUntilMs - nowMs) * (faults.slowReader?.bytesPerSecond ?? 0)) / 1_000
  const isPaused = aheadBytes > (before.isPaused ? resumeBytes : mostBytes)
  return { reading: { waiting, busyUntilMs: before.busyUntilMs, isPaused }, inputs }
}
