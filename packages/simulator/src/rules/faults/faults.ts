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

/** Faults of the conversation, by name. */
export const conversationFaults = {
  /** Number of chunks of a cancelled turn that still arrive after its interruption. */
  lateAudio: CountOrNone,
  /** Reuses the id of a cancelled turn for the next turn. */
  reusedTurn: Flag,
  /** Sends `speech_started` with `emulated: true` at the start of each of the agent's turns. */
  emulatedStart: Flag,
  /** Omits or repeats `session_started`. */
  sessionStarted: SessionStarted,
  /** Sends each `tool_call` twice, with the same id. */
  duplicateToolCall: Flag,
  /** Sends a `tool_call` at the moment at which the session ends, so that no answer can arrive. */
  toolCallAtEnd: Flag,
}

const MissingData = worded(
  '"absent" or "null"',
  (value): value is 'absent' | 'null' => value === 'absent' || value === 'null',
)

/** Faults in the format of messages, by name. */
export const messageFaults = {
  /** Writes `tool_call_id` and `tool_name` for `toolCallId` and `toolName`. */
  snakeCaseTools: Flag,
  /** Omits `is_final` and `emulated`, as an older platform did. */
  missingFlags: Flag,
  /** Omits the `data` of signals, or sets it to `null`. */
  missingData: MissingData,
  /** Sets `type` and `dataType` of tool arguments to unknown values. */
  unknownEnum: Flag,
  /** Adds unknown fields to every message, to its data, and to tool arguments. */
  extraFields: Flag,
  /** Sends a message of an unknown type after `session_started` and after each `speech_stopped`. */
  unknownType: Flag,
  /** Sends a text that is no JSON at the same moments. */
  malformedJson: Flag,
  /** Sends messages of known types with payloads of wrong types at the same moments. */
  wrongTypes: Flag,
  /** Sends a message of at least so many bytes at the same moments; from 1 to 67 108 864. */
  oversizedBytes: wholeFromTo(1, 67_108_864),
  /** Sends a message with data nested so many levels deep at the same moments; from 1 to 1 000 000. */
  nestedLevels: wholeFromTo(1, 1_000_000),
}

/** Returns true for a close code that may be used: 1004 and 1015 to 2999 may not (RFC 6455 section 7.4). */
export const isCloseCode = (value: unknown): value is number =>
  Number.isInteger(value) &&
  value !== 1004 &&
  ((Number(value) >= 1000 && Number(value) <= 1014) || (Number(value) >= 3000 && Number(value) <= 4999))

const CloseCode = worded(
  'a close code (1000 to 1003, 1007 to 1014 or 3000 to 4999), 1005 to send none, or 1006 to cut the line',
  isCloseCode,
)

/** Faults of the connection, by name. */
export const lineFaults = {
  /** Delay of everything that the platform sends, in milliseconds. */
  latencyMs: NotNegative,
  /** Additional random delay of each message, at most so many milliseconds; messages keep their order. */
  jitterMs: NotNegative,
  /** Sends nothing for a while, then everything at once. */
  stall: t.type({
    /** Start, in milliseconds after the opening. */
    afterMs: NotNegative,
    /** Duration in milliseconds. */
    forMs: NotNegative,
  }),
  /** Interval in milliseconds at which waiting messages arrive together. */
  burstEveryMs: Positive,
  /** Reads the client's messages slowly; the rest fills the client's send buffer. */
  slowReader: t.type({
    /** Rate in bytes per second; a microphone sends about 65 000. */
    bytesPerSecond: Positive,
  }),
  /** Time in milliseconds after the opening from which nothing is read, sent or closed. */
  halfOpenAfterMs: NotNegative,
  /**
   * Time in milliseconds after the opening at which a text of invalid UTF-8 is sent; a client must fail the
   * connection.
   */
  invalidUtf8AfterMs: NotNegative,
  /** Closes the connection during the call. */
  close: t.type({
    /** Time in milliseconds after the opening. */
    afterMs: NotNegative,
    /** WebSocket close code (RFC 6455 section 7.4): 1005 sends none, 1006 cuts the connection without a close frame. */
    code: CloseCode,
  }),
  /** Refuses the WebSocket with this HTTP status. */
  refuse: ErrorStatus,
}

const faults = {
  ...conversationFaults,
  ...messageFaults,
  ...lineFaults,
  /** Faults of REST requests. */
  http: t.readonlyArray(HttpFault),
}

/** Faults to inject; an empty object injects none. */
export const Faults = t.partial(faults)
/** Faults to inject; an empty object injects none. */
export type Faults = Readonly<t.TypeOf<typeof Faults>>

/** Reads faults from parsed JSON; `file` names the source in the error. */
export const readFaults = (data: unknown, file: string): E.Either<InvalidScenarioError, Faults> => {
  const read = Faults.decode(data)
  const issue = E.isLeft(read)
    ? firstIssue(read.left)
    : (firstUnknownField(Faults, data) ?? httpContradiction(read.right.http ?? []))
  if (issue !== undefined) return E.left(new InvalidScenarioError(file, issue.place, issue.remedy))
  return read as E.Right<Faults>
}

/** Value of each fault, by a random fraction from 0 to just below 1. */
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

/** Faults that end or freeze a call are rare, so that most generated calls last. */
const rare: readonly string[] = ['halfOpenAfterMs', 'invalidUtf8AfterMs', 'close', 'refuse']

/** Generates about five random faults of calls. The result depends only on the seed. */
export const generateFaults = (seed: number): Faults =>
  Object.fromEntries(
    Object.entries(draws)
      .filter(([name]) => seededFraction(seed, 'fault', name) < (rare.includes(name) ? 0.04 : 0.22))
      .map(([name, draw]) => [name, draw(seededFraction(seed, 'amount', name))]),
  )
