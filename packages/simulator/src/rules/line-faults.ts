import * as t from 'io-ts'
import { ErrorStatus, NotNegative, Positive, worded } from './wording.ts'

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
