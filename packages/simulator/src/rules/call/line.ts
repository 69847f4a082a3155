import { addDue, splitDue, type Agenda, type Due } from '../agenda.ts'
import type { Faults } from '../faults/faults.ts'
import { seededFraction } from '../seeded.ts'
import type { CallInput, CallSetup } from './call-model.ts'

/** An action on the connection of a call. */
export type Frame =
  | { readonly type: 'text'; readonly text: string }
  /** A text message that is invalid UTF-8. */
  | { readonly type: 'bytes'; readonly bytes: Uint8Array }
  /** Pauses reading. */
  | { readonly type: 'pause' }
  /** Resumes reading. */
  | { readonly type: 'resume' }
  /** Closes with a handshake. */
  | { readonly type: 'close'; readonly code: number }
  /** Drops the connection without a close frame. */
  | { readonly type: 'cut' }
  /** Freezes the connection: nothing is read, sent or closed any more. */
  | { readonly type: 'freeze' }

/** State of the delivery to the client. */
export interface Delivery {
  /** Time at which the connection was opened. */
  readonly openedAtMs: number
  /** Number of delivered messages. */
  readonly count: number
  /** Arrival time of the last message. Messages keep their order. */
  readonly lastMs: number
}

/** Creates the state for a connection that was opened at a time. */
export const startDelivery = (openedAtMs: number): Delivery => ({ openedAtMs, count: 0, lastMs: openedAtMs })

/** Delays a message until the end of a stall. */
const stalled = (dueMs: number, { openedAtMs }: Delivery, { faults }: CallSetup): number => {
  if (faults.stall === undefined) return dueMs
  const fromMs = openedAtMs + faults.stall.afterMs
  return dueMs >= fromMs && dueMs < fromMs + faults.stall.forMs ? fromMs + faults.stall.forMs : dueMs
}

/** Delays a message until the next burst. */
const burst = (dueMs: number, { openedAtMs }: Delivery, { faults }: CallSetup): number => {
  const everyMs = faults.burstEveryMs
  return everyMs === undefined ? dueMs : openedAtMs + Math.ceil((dueMs - openedAtMs) / everyMs) * everyMs
}

/** Schedules one more message that was sent at `atMs`; its arrival time is `lastMs` of the result. */
export const deliver = (before: Delivery, setup: CallSetup, atMs: number): Delivery => {
  const { latencyMs = 0, jitterMs = 0 } = setup.faults
  const chance = jitterMs === 0 ? 0 : seededFraction(setup.id, 'jitter', before.count)
  const dueMs = Math.max(before.lastMs, atMs + latencyMs + Math.round(chance * jitterMs))
  const lastMs = burst(stalled(dueMs, before, setup), before, setup)
  return { ...before, count: before.count + 1, lastMs }
}

/** A valid message except for two bytes in a text: a lead byte without its continuation byte. */
const invalidUtf8 = Uint8Array.from([
  ...new TextEncoder().encode('{"type":"response_text","data":{"turn_id":"turn","is_final":false,"text":"'),
  0xc3,
  0x28,
  ...new TextEncoder().encode('"}}'),
])

/** Builds the frame for a close code; 1006 cuts the connection. */
export const closeFrame = (code: number): Frame => (code === 1006 ? { type: 'cut' } : { type: 'close', code })

/** Schedules the faults of the connection. */
export const connectionFaults = (faults: Faults, openedAtMs: number): readonly Due<Frame>[] => {
  const { close, halfOpenAfterMs, invalidUtf8AfterMs } = faults
  const after = (ms: number | undefined, action: Frame): readonly Due<Frame>[] =>
    ms === undefined ? [] : [{ atMs: openedAtMs + ms, action }]
  return [
    ...after(invalidUtf8AfterMs, { type: 'bytes', bytes: invalidUtf8 }),
    ...after(close?.afterMs, closeFrame(close?.code ?? 1006)),
    ...after(halfOpenAfterMs, { type: 'freeze' }),
  ]
}

/** Messages of the client that are not read yet. */
export interface ReceiveQueue {
  readonly waiting: Agenda<CallInput>
  /** Time at which all of them will have been read. */
  readonly busyUntilMs: number
  /** ReceiveQueue from the connection is paused. */
  readonly isPaused: boolean
}

/** High and low water marks of the queue: reading pauses above the first and resumes below the second. */
const mostBytes = 65_536
const resumeBytes = 32_768

/** An empty queue. */
export const emptyReceiveQueue: ReceiveQueue = { waiting: [], busyUntilMs: 0, isPaused: false }

/** Adds a message of `bytes` bytes; it is read after those before it. */
export const enqueue = (
  reading: ReceiveQueue,
  input: CallInput,
  bytes: number,
  faults: Faults,
  nowMs: number,
): ReceiveQueue => {
  const { slowReader } = faults
  const takesMs = slowReader === undefined ? 0 : Math.round((bytes * 1_000) / slowReader.bytesPerSecond)
  const busyUntilMs = Math.max(reading.busyUntilMs, nowMs) + takesMs
  const waiting = addDue(reading.waiting, [{ atMs: busyUntilMs, action: input }])
  return { waiting, busyUntilMs, isPaused: reading.isPaused }
}

/** Removes the messages that have been read by `nowMs`, and decides about pausing. */
export const dequeue = (
  before: ReceiveQueue,
  faults: Faults,
  nowMs: number,
): { readonly reading: ReceiveQueue; readonly inputs: Agenda<CallInput> } => {
  const { due: inputs, rest: waiting } = splitDue(before.waiting, nowMs)
  const aheadBytes = ((before.busyUntilMs - nowMs) * (faults.slowReader?.bytesPerSecond ?? 0)) / 1_000
  const isPaused = aheadBytes > (before.isPaused ? resumeBytes : mostBytes)
  return { reading: { waiting, busyUntilMs: before.busyUntilMs, isPaused }, inputs }
}
