import {
  assertOptions,
  type CallConnection,
  type ClientMessage,
  type Clock,
  endReasonOf,
  explainEnd,
  InvalidArgumentError,
  retryDelayMs,
  type ServerData,
  systemClock,
} from '@vatel/core'
import { defer, ignoreElements, merge, mergeMap, type Observable, of, retry, tap, throwError } from 'rxjs'
import type { Call, CallMessage } from './call.ts'
import { CallFailedError, type FailureReason } from './call-failed-error.ts'
import { after } from './clock.ts'

/** Options of `redial`. */
export interface RedialPolicy {
  /**
   * Attempts to begin one session, the first included.
   *
   * @defaultValue `3`
   */
  readonly maxTries?: number
  /**
   * Milliseconds that the attempts to begin one session may take in all, pauses included.
   *
   * @defaultValue `20_000`
   */
  readonly withinMs?: number
  /**
   * Lost sessions that are replaced by new ones.
   *
   * @defaultValue `1`
   */
  readonly maxRestarts?: number
  /**
   * Milliseconds that a session must have lasted to be replaced.
   *
   * @defaultValue `5_000`
   */
  readonly minLiveMs?: number
  /**
   * Random numbers from 0 to below 1, for the pauses.
   *
   * @defaultValue `Math.random`
   */
  readonly random?: () => number
  /**
   * Times the pauses.
   *
   * @defaultValue `systemClock`
   */
  readonly clock?: Clock
}

/** The output of a tool as it was sent. */
type ToolOutput = ClientMessage<'tool_call_output'>['data']

/** A session whose connection was lost, and the data that may be lost with it, as `delivery` of its connection reports it. */
export interface LostSession {
  /** The id of the session in REST. */
  readonly sessionId: string
  /** The end of its call. */
  readonly reason: FailureReason
  /** Milliseconds from the platform's last message to the new connection. */
  readonly gapMs: number
  /** Milliseconds of the user's audio that were never passed to the socket. */
  readonly lostInputMs: number
  /** Milliseconds of the user's audio that left after the platform's last sign of life, so their arrival is unconfirmed. */
  readonly unconfirmedInputMs: number
  /** The agent's turn whose audio was cut off; absent when none was. */
  readonly incompleteTurnId?: string
  /** Tool calls without an output; an output is of no use in another session. */
  readonly orphanedToolCalls: readonly ServerData<'tool_call'>[]
  /** Tool outputs that were sent and after which the agent began no new turn, so their arrival is unconfirmed. */
  readonly unconfirmedOutputs: readonly ToolOutput[]
}

/** A call that may replace a lost one. */
export interface RedialedCall extends Call {
  /**
   * The lost session that this call replaces. This call is a **new** conversation: the agent remembers nothing of the old
   * one. Absent for a first call.
   */
  readonly replaces?: LostSession
}

/** Returns whether a new call can succeed after an error, and how many milliseconds the platform asks to wait. */
export const explainFailure = (error: unknown) => explainEnd(endReasonOf(error))

/** Follows one session: the connection reports what is unconfirmed by its id, and here is what has that id. */
interface SessionTracker {
  /** Time of `session_started` on the clock; absent before it. */
  readonly startedAtMs: number | undefined
  /** Follows one message, in either direction. */
  follow(message: CallMessage | ClientMessage, atMs: number): void
  /** Returns the report, for a new connection at `nowMs`; undefined for a session that never started. */
  lost(reason: FailureReason): ((nowMs: number) => LostSession) | undefined
}

/** Outputs that are kept before those are forgotten that the agent has read since. */
const keptOutputs = 16

/** Makes a tracker of a session that has not started, on a connection if there is one yet. */
const createSessionTracker = (connection?: CallConnection): SessionTracker => {
  let session: { readonly id: string; readonly atMs: number } | undefined
  let lastMessageMs = 0
  const toolCalls = new Map<string, ServerData<'tool_call'>>()
  const outputs = new Map<string, ToolOutput>()
  let mostOutputs = keptOutputs
  /** Forgets the outputs that are confirmed, which may be long; at twice as many, so that each costs constant time. */
  const forgetConfirmed = () => {
    if (outputs.size <= mostOutputs) return
    const unconfirmed = new Set(connection?.delivery?.unconfirmedToolOutputs)
    for (const id of outputs.keys()) if (!unconfirmed.has(id)) outputs.delete(id)
    mostOutputs = Math.max(keptOutputs, 2 * outputs.size)
  }
  return {
    get startedAtMs() {
      return session?.atMs
    },
    follow(message, atMs) {
      if (message.type === 'input_audio') return
      if (message.type === 'tool_call_output') {
        toolCalls.delete(message.data.toolCallId)
        outputs.set(message.data.toolCallId, message.data)
        forgetConfirmed()
        return
      }
      lastMessageMs = atMs
      if (message.type === 'session_started') session = { id: message.data.id, atMs }
      else if (message.type === 'tool_call') toolCalls.set(message.data.toolCallId, message.data)
    },
    lost(reason) {
      if (session === undefined || connection === undefined) return undefined
      const { audio, delivery } = connection
      const { unconfirmedInputMs = 0, unansweredToolCalls = [], unconfirmedToolOutputs = [] } = delivery ?? {}
      const report = {
        sessionId: session.id,
        reason,
        lostInputMs: audio.droppedMs,
        unconfirmedInputMs,
        ...(delivery?.incompleteTurnId !== undefined && { incompleteTurnId: delivery.incompleteTurnId }),
        orphanedToolCalls: unansweredToolCalls.flatMap((id) => toolCalls.get(id) ?? []),
        unconfirmedOutputs: unconfirmedToolOutputs.flatMap((id) => outputs.get(id) ?? []),
      }
      return (nowMs) => ({ ...report, gapMs: nowMs - lastMessageMs })
    },
  }
}

/**
 * Calls again. Before a session has begun it retries after retryable failures, as soon as the platform allows it. A
 * session that was lost is replaced by a new one, which says so in `replaces`. `explainEnd` of core decides what is
 * retryable. Other failures, and the last attempt's, are the error. The source must mint a token for each subscription,
 * as `connectCall` with a token function does.
 *
 * ```
 * first   a-----#              a: a call, which is lost
 * second         … b---|       b: the new one, after a pause
 * redial  a-----   b---|       b says that it replaces a
 * ```
 *
 * Microphone and speaker stay open when they were opened outside: `switchMap` leaves the old call and joins the new one.
 *
 * @example
 * connectCall({ token: () => mintToken() }).pipe(redial(), switchMap((call) => talk(call)))
 *
 * @throws {InvalidArgumentError} when a number is negative, or an option is unknown
 */
export const redial = (policy: RedialPolicy = {}) => {
  assertOptions<RedialPolicy>(policy, {
    maxTries: true,
    withinMs: true,
    maxRestarts: true,
    minLiveMs: true,
    random: true,
    clock: true,
  })
  const {
    maxTries = 3,
    withinMs = 20_000,
    maxRestarts = 1,
    minLiveMs = 5_000,
    random = Math.random,
    clock = systemClock,
  } = policy
  // `NaN` would compare as no limit at all.
  for (const [name, value] of Object.entries({ maxTries, withinMs, maxRestarts, minLiveMs }))
    if (!(value >= 0)) throw new InvalidArgumentError(name, 'must not be negative')
  return (call$: Observable<Call>): Observable<RedialedCall> =>
    defer(() => {
      const now = () => clock.performance.now()
      let session: SessionTracker = createSessionTracker()
      let lostSession: ((nowMs: number) => LostSession) | undefined
      let attempts = 0
      let attemptsSinceMs = now()
      let restarts = 0

      const track = (opened: Call): Observable<RedialedCall> => {
        const tracker = (session = createSessionTracker(opened.connection))
        const tracked$ = merge(opened.messages$, opened.sent$).pipe(
          tap((message) => tracker.follow(message, now())),
          ignoreElements(),
        )
        return merge(
          of(lostSession === undefined ? opened : { ...opened, replaces: lostSession(now()) }),
          tracked$,
        )
      }
      const mayRetry = (error: unknown): boolean => {
        attempts += 1
        return explainFailure(error).retryable && attempts < maxTries
      }
      const mayReplace = (error: unknown, startedAtMs: number): boolean => {
        if (!(error instanceof CallFailedError) || !error.retryable) return false
        if (restarts >= maxRestarts || now() - startedAtMs < minLiveMs) return false
        restarts += 1
        attempts = 0
        attemptsSinceMs = now()
        lostSession = session.lost(error.reason)
        return true
      }
      const delay = (error: unknown): Observable<unknown> => {
        const { startedAtMs } = session
        const may = startedAtMs === undefined ? mayRetry(error) : mayReplace(error, startedAtMs)
        const delayMs = retryDelayMs(attempts, explainFailure(error).retryAfterMs, random)
        if (!may || now() + delayMs - attemptsSinceMs >= withinMs) return throwError(() => error)
        session = createSessionTracker()
        return after(delayMs, undefined, clock)
      }
      return call$.pipe(mergeMap(track), retry({ delay }))
    })
}
