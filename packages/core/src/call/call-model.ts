import type { ClientMessage } from '../protocol/messages.ts'
import type { CallAction, CallEvent } from './call-events.ts'
import type { DeliveryReport, Sent } from './connection.ts'
import { type EndReason, stageMs } from './end-reason.ts'
import type { CallState } from './lifecycle.ts'
import type { VatelError } from '../errors.ts'
import type { PingedLine } from './pinged-line.ts'
import type { LineReading } from './transport.ts'

/** Facts of a call that do not change. */
export interface CallSetup {
  /** Session token, which no reason may show. */
  readonly token: string
  /** Liveness and flow control of a line that can be pinged; absent in browsers. */
  readonly pingControl?: PingedLine | undefined
  /** Readings of the transport, as they are at any moment. */
  readonly lineReading: LineReading
}

/** A message with its length as microphone audio, which is 0 for a tool output. */
export interface Outgoing {
  readonly message: ClientMessage
  readonly samples: number
}

interface Link<T> {
  readonly value: T
  nextLink: Link<T> | undefined
}

/** First-in, first-out queue: a linked list, for `Array.shift()` is O(n) on long arrays. */
export interface Queue<T> {
  size: number
  firstLink: Link<T> | undefined
  lastLink: Link<T> | undefined
}

/** Makes an empty queue. */
export const createQueue = <T>(): Queue<T> => ({ size: 0, firstLink: undefined, lastLink: undefined })

/** The whole state of a call. */
export interface CallModel {
  readonly setup: CallSetup
  /** Time of the present step, and what is to be done and emitted after it. */
  nowMs: number
  stepOutputs: (CallAction | CallEvent)[]
  /** Answer to the last `audio` or `tool-output`. */
  sendStatus: Sent['status']

  // Lifecycle.
  state: CallState
  /** Time at which the stage times out; `Infinity` for a stage without a limit. */
  deadlineMs: number
  /** True once `session_started` has come. */
  hasStarted: boolean
  /** True in `closing` and `ended`. */
  isOver: boolean
  /** The reason that the call ends with, once it is known: that of a call in `closing`, or of a refused upgrade. */
  reason?: EndReason | undefined
  /** The error of a connection that failed, or of a refused upgrade. */
  openError?: VatelError | undefined

  // Downlink.
  /** Number of messages that wait for the slowest reader. */
  unreadCount: number
  /** Times of the last ten `invalid` events. */
  invalidAtMs: readonly number[]

  // Liveness.
  /** Time of the next look at the line; `Infinity` while nothing is watched. */
  lookAtMs: number
  /** Time from which the silence of the line counts. */
  silenceFromMs: number
  /** Bytes that had left the send buffer at the last look. */
  leftBytes: number
  /** Time at which the send buffer was last seen to fall, or to be empty. */
  movedAtMs: number
  /** Time by which the slowest line has taken the long messages that were sent. */
  uploadEndsAtMs: number
  offlineAtMs?: number | undefined

  // Uplink.
  readonly waitingOutputs: Queue<Outgoing>
  readonly waitingAudio: Queue<Outgoing>
  /** Messages that may still be in the socket's own buffer, with the byte that each ends at, oldest first. */
  readonly inSocket: Queue<{ readonly endsAtByte: number; readonly samples: number }>
  /** Bytes that were passed to the socket so far. */
  sentBytes: number
  /** Microphone audio by its fate, in samples, which add up without rounding. */
  sentSamples: number
  queuedSamples: number
  droppedSamples: number
  /** The sent samples that may still be in the socket's own buffer. */
  inSocketSamples: number
  /** The sent samples at the peer's last sign of life. */
  confirmedSamples: number
  /** The dropped samples that were reported. */
  reportedSamples: number
  /** Time of the next look at a full socket; `Infinity` while nothing waits. */
  pollAtMs: number
  /** Time from which drops may be reported. */
  reportAtMs: number
  /** Time of the next drop report; `Infinity` while nothing is to be reported. */
  reportDueMs: number

  // Delivery.
  /** Time of the platform's last sign of life. */
  heardAtMs: number
  incompleteTurnId?: string | undefined
  /** True when the agent has been asked for something, and no message has come since. */
  isAnswerDue: boolean
  invalidMessages: number
  /** Ids of tool calls: without an output, with one, and with one that nothing shows to have been read. */
  readonly unanswered: Set<string>
  readonly answered: Set<string>
  readonly unconfirmed: Set<string>
  /** Ids of the last turns, to tell a late chunk of an old turn from a new turn. */
  readonly turns: Set<string>
  /** Outputs that were not sent yet, by tool call; once the call is over, they never will be. */
  readonly unsent: Map<string, string>
  /** Report of the end, without the orphans, which still may come. */
  finalReport?: Omit<DeliveryReport, 'orphanedToolOutputs' | 'unreadMessages'> | undefined
}

/** Makes the state of a call that connects. */
export const createCall = (setup: CallSetup, nowMs: number): CallModel => ({
  setup,
  nowMs,
  stepOutputs: [],
  sendStatus: 'dropped',
  state: 'connecting',
  deadlineMs: nowMs + stageMs.connecting,
  hasStarted: false,
  isOver: false,
  unreadCount: 0,
  invalidAtMs: [],
  lookAtMs: Infinity,
  silenceFromMs: nowMs,
  leftBytes: 0,
  movedAtMs: nowMs,
  uploadEndsAtMs: nowMs,
  waitingOutputs: createQueue(),
  waitingAudio: createQueue(),
  inSocket: createQueue(),
  sentBytes: 0,
  sentSamples: 0,
  queuedSamples: 0,
  droppedSamples: 0,
  inSocketSamples: 0,
  confirmedSamples: 0,
  reportedSamples: 0,
  pollAtMs: Infinity,
  reportAtMs: 0,
  reportDueMs: Infinity,
  heardAtMs: nowMs,
  isAnswerDue: false,
  invalidMessages: 0,
  unanswered: new Set(),
  answered: new Set(),
  unconfirmed: new Set(),
  turns: new Set(),
  unsent: new Map(),
})
