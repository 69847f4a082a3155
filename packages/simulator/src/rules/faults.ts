import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { BadScenario } from '../errors/bad-scenario.ts'
import { firstIssue, firstUnknownField } from './first-issue.ts'
import { httpContradiction, HttpFault } from './http-fault.ts'
import { CountOrNone, ErrorStatus, Flag, NotNegative, worded } from './wording.ts'

const CloseCode = worded(
  'a close code from 1000 to 4999, or 1006 to cut the line',
  (value): value is number => Number.isInteger(value) && Number(value) >= 1000 && Number(value) <= 4999,
)

const faults = {
  /** How many chunks of a cancelled turn still arrive after its interruption. */
  lateAudio: CountOrNone,
  /** Writes `tool_call_id` and `tool_name` for `toolCallId` and `toolName`. */
  snakeCaseTools: Flag,
  /** Leaves out `is_final` and `emulated`, and the `data` of signals, as an older platform did. */
  missingFlags: Flag,
  /** Sends `speech_started` with `emulated: true` at the start of each of the agent's turns. */
  emulatedStart: Flag,
  /** Sends a message of a type that nobody knows when the session starts and after each thing the user says. */
  unknownType: Flag,
  /** Sends a text that is no JSON at the same moments. */
  malformedJson: Flag,
  /** Delays everything that the platform sends, in milliseconds. */
  latencyMs: NotNegative,
  /** Sends nothing for a while, then all of it at once. */
  stall: t.type({
    /** When it begins, in milliseconds after the opening. */
    afterMs: NotNegative,
    /** How long it lasts, in milliseconds. */
    forMs: NotNegative,
  }),
  /** From then on nothing goes either way, and nobody closes, in milliseconds after the opening. */
  halfOpenAfterMs: NotNegative,
  /** Ends the connection in the middle of the call. */
  close: t.type({
    /** When, in milliseconds after the opening. */
    afterMs: NotNegative,
    /** With which WebSocket close code; 1006 cuts the line without a word. */
    code: CloseCode,
  }),
  /** Refuses the WebSocket with this HTTP status. */
  refuse: ErrorStatus,
  /** What goes wrong with REST requests. */
  http: t.readonlyArray(HttpFault),
}

/** What goes wrong on purpose; nothing does when it is empty. */
export const Faults = t.partial(faults)
/** What goes wrong on purpose; nothing does when it is empty. */
export type Faults = Readonly<t.TypeOf<typeof Faults>>

/** Reads faults from parsed JSON; `file` names it in the error. */
export const readFaults = (data: unknown, file: string): E.Either<BadScenario, Faults> => {
  const read = Faults.decode(data)
  const issue = E.isLeft(read)
    ? firstIssue(read.left)
    : (firstUnknownField(Faults, data) ?? httpContradiction(read.right.http ?? []))
  if (issue !== undefined) return E.left(new BadScenario(file, issue.place, issue.remedy))
  return read as E.Right<Faults>
}
