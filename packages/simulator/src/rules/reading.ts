import { addDue, splitDue, type Agenda } from './agenda.ts'
import type { CallInput } from './call-input.ts'
import type { Faults } from './faults.ts'

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
