import * as E from 'fp-ts/Either'
import * as t from 'io-ts'
import { CountOrNone, ErrorStatus, Flag, NotNegative, Positive, wholeFromTo, worded } from '../codecs.ts'
import { firstIssue, firstUnknownField, InvalidScenarioError } from '../invalid-scenario.ts'
import { pick, seededFraction } from '../seeded.ts'
import { httpContradiction, HttpFault } from './http-faults.ts'

const SessionStarted = worded(
  '"never" or "twice"',
  (value): value is 'never' | 'twice' => value === 'never' || value === 'twice',
)

/** What goes wrong in what the platform does, by name. */
export const conversationFaults = {
  /** How many chunks of a cancelled turn still arrive after its interruption. */
  lateAudio: CountOrNone,
  /** Gives the turn after an interruption the id of the cancelled one. */
  reusedTurn: Flag,
  /** Sends `speech_started` with `emulated: true` at the start of each of the agent's turns. */
  emulatedStart: Flag,
  /** Sends `session_started` not at all, or a second time. */
  sessionStarted: SessionStarted,
  /** Sends each `tool_call` a second time, with the same id. */
  duplicateToolCall: Flag,
  /** Asks for a tool in the moment in which the session ends, so that no answer can arrive. */
  toolCallAtEnd: Flag,
}

const MissingData = worded(
  '"absent" or "null"',
  (value): value is 'absent' | 'null' => value === 'absent' || value === 'null',
)

/** What goes wrong in how messages are written, by name. */
export const messageFaults = {
  /** Writes `tool_call_id` and `tool_name` for `toolCallId` and `toolName`. */
  snakeCaseTools: Flag,
  /** Leaves out `is_final` and `emulated`, as an older platform did. */
  missingFlags: Flag,
  /** Leaves out the `data` of signals, or makes it `null`. */
  missingData: MissingData,
  /** Gives the arguments of tools a `type` and a `dataType` that nobody knows. */
  unknownEnum: Flag,
  /** Adds fields that nobody knows to every message, to its data, and to the arguments of tools. */
  extraFields: Flag,
  /** Sends a message of a type that nobody knows when the session starts and after each thing the user says. */
  unknownType: Flag,
  /** Sends a text that is no JSON at the same moments. */
  malformedJson: Flag,
  /** Sends messages of known types with payloads of the wrong types at the same moments. */
  wrongTypes: Flag,
  /** Sends a message of at least so many bytes at the same moments; from 1 to 67 108 864. */
  oversizedBytes: wholeFromTo(1, 67_108_864),
  /** Sends a message whose data is nested so many levels deep at the same moments; from 1 to 1 000 000. */
  nestedLevels: wholeFromTo(1, 1_000_000),
}

/** Tells whether a connection can end so: 1004 and 1015 to 2999 are not to be used (RFC 6455 section 7.4). */
export const isCloseCode = (value: unknown): value is number =>
  Number.isInteger(value) &&
  value !== 1004 &&
  ((Number(value) >= 1000 && Number(value) <= 1014) || (Number(value) >= 3000 && Number(value) <= 4999))

const CloseCode = worded(
  'a close code (1000 to 1003, 1007 to 1014 or 3000 to 4999), 1005 to send none, or 1006 to cut the line',
  isCloseCode,
)

/** What goes wrong on the connection, by name. */
export const lineFaults = {
  /** Delays everything that the platform sends, in milliseconds. */
  latencyMs: NotNegative,
  /** Delays each message by up to so many milliseconds more, by chance; their order stays. */
  jitterMs: NotNegative,
  /** Sends nothing for a while, then all of it at once. */
  stall: t.type({
    /** When it begins, in milliseconds after the opening. */
    afterMs: NotNegative,
    /** How long it lasts, in milliseconds. */
    forMs: NotNegative,
  }),
  /** Lets what the platform sends arrive together, only every so many milliseconds. */
  burstEveryMs: Positive,
  /** Reads what the client sends no faster than this; what waits fills the client's buffer. */
  slowReader: t.type({
    /** How fast it reads, in bytes a second; a microphone sends about 65 000. */
    bytesPerSecond: Positive,
  }),
  /** From then on nothing goes either way, and nobody closes, in milliseconds after the opening. */
  halfOpenAfterMs: NotNegative,
  /** Sends a text that is no UTF-8, which a client has to fail the connection for, in milliseconds after the opening. */
  invalidUtf8AfterMs: NotNegative,
  /** Ends the connection in the middle of the call. */
  close: t.type({
    /** When, in milliseconds after the opening. */
    afterMs: NotNegative,
    /** With which WebSocket close code (RFC 6455 section 7.4): 1005 names none, 1006 cuts the line without a word. */
    code: CloseCode,
  }),
  /** Refuses the WebSocket with this HTTP status. */
  refuse: ErrorStatus,
}

const faults = {
  ...conversationFaults,
  ...messageFaults,
  ...lineFaults,
  /** What goes wrong with REST requests. */
  http: t.readonlyArray(HttpFault),
}

/** What goes wrong on purpose; nothing does when it is empty. */
export const Faults = t.partial(faults)
/** What goes wrong on purpose; nothing does when it is empty. */
export type Faults = Readonly<t.TypeOf<typeof Faults>>

/** Reads faults from parsed JSON; `file` names it in the error. */
export const readFaults = (data: unknown, file: string): E.Either<InvalidScenarioError, Faults> => {
  const read = Faults.decode(data)
  const issue = E.isLeft(read)
    ? firstIssue(read.left)
    : (firstUnknownField(Faults, data) ?? httpContradiction(read.right.http ?? []))
  if (issue !== undefined) return E.left(new InvalidScenarioError(file, issue.place, issue.remedy))
  return read as E.Right<Faults>
}

/** What each fault may be, by how much chance asks for: from 0 to just below 1. */
const draws: { readonly [K in Exclude<keyof Faults, 'http'>]-?: (fraction: number) => Faults[K] } = {
  lateAudio: (fraction) => 1 + Math.floor(fraction * 4),
  reusedTurn: () => true,
  emulatedStart: () => true,
  sessionStarted: (fraction) => (fraction < 0.2 ? 'never' : 'twice'),
  duplicateToolCall: () => true,
  toolCallAtEnd: () => true,
  snakeCaseTools: () => true,
  missingFlags: () => true,
  missingData: (fraction) => pick(fraction, ['absent', 'null']),
  unknownEnum: () => true,
  extraFields: () => true,
  unknownType: () => true,
  malformedJson: () => true,
  wrongTypes: () => true,
  oversizedBytes: (fraction) => Math.round(2 ** (10 + fraction * 12)),
  nestedLevels: (fraction) => Math.round(2 ** (4 + fraction * 12)),
  latencyMs: (fraction) => Math.round(fraction * 400),
  jitterMs: (fraction) => Math.round(fraction * 200),
  stall: (fraction) => ({ afterMs: Math.round(fraction * 8_000), forMs: 200 + Math.round(fraction * 3_000) }),
  burstEveryMs: (fraction) => 40 + Math.round(fraction * 400),
  slowReader: (fraction) => ({ bytesPerSecond: 66_000 + Math.round(fraction * 100_000) }),
  halfOpenAfterMs: (fraction) => Math.round(fraction * 60_000),
  invalidUtf8AfterMs: (fraction) => Math.round(fraction * 60_000),
  close: (fraction) => ({
    afterMs: Math.round(fraction * 60_000),
    code: pick((fraction * 1_000) % 1, [1000, 1001, 1005, 1006, 1008, 1011, 1012, 1013, 4000]),
  }),
  refuse: (fraction) => pick(fraction, [400, 401, 403, 404, 429, 500, 503]),
}

/** Those that end a call, or let it hang, are rarer: most calls are to be held. */
const rare: readonly string[] = ['halfOpenAfterMs', 'invalidUtf8AfterMs', 'close', 'refuse']

/** Draws what goes wrong with calls, by chance, about five things at once; the same for the same seed. */
export const generateFaults = (seed: number): Faults =>
  Object.fromEntries(
    Object.entries(draws)
      .filter(([name]) => seededFraction(seed, 'fault', name) < (rare.includes(name) ? 0.04 : 0.22))
      .map(([name, draw]) => [name, draw(seededFraction(seed, 'amount', name))]),
  )
