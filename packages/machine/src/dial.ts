import {
  AbortedError,
  endReasonOf,
  InvalidArgumentError,
  systemClock,
  withTimeout,
  type CallConnection,
  type Clock,
  type Microphone,
} from '@vatel/core'
import type { EventObject } from 'xstate'
import { callActor, lostWithSnapshot, type CallResources } from './call-resources.ts'
import { createConversation } from './conversation.ts'
import { deviceErrorOf, tryDevice } from './device-error.ts'
import { durationSpeaker } from './duration-speaker.ts'
import type { CallParameters, DialEvent } from './events.ts'
import type { CallInput } from './input.ts'

/** The input of the actor `dial`. */
export interface DialInput {
  /** The input of the machine; `undefined` when it is not known, as after a restore in another process. */
  readonly input: CallInput | undefined
  readonly parameters: CallParameters
}

type Timers = Pick<Clock, 'setTimeout' | 'clearTimeout'>

const hasTimers = (value: unknown): value is Timers => 'setTimeout' in (Object(value) as object)

const isClock = (timers: Timers): timers is Clock => 'performance' in timers

const hasNow = (timers: Timers): timers is Timers & { now(): number } => 'now' in timers

/** Returns the clock of an actor. It may have timers only; XState's `SimulatedClock` has the time as `now()`. */
export const clockOf = (actor: object): Clock => {
  const { clock: timers } = actor as { readonly clock?: unknown }
  if (!hasTimers(timers)) return systemClock
  if (isClock(timers)) return timers
  return {
    performance: hasNow(timers) ? { now: () => timers.now() } : systemClock.performance,
    setTimeout: (callback, delayMs) => timers.setTimeout(callback, delayMs),
    clearTimeout: (timer) => timers.clearTimeout(timer),
  }
}

interface Attempt {
  readonly input: CallInput
  readonly parameters: CallParameters
  readonly clock: Clock
  readonly stop: AbortController
  readonly closeMicrophone: (microphone: Microphone | undefined) => void
  readonly report: (event: DialEvent) => void
}

/** Returns the error of an input without a function that returns a connection. */
const noConnect = (remedy: string): InvalidArgumentError =>
  new InvalidArgumentError('input.connect', `must be a function that opens a connection: ${remedy}`)

/** Calls `connect`, within its deadline. A connection that opens later is closed. */
const connectInTime = async ({ input, parameters, clock, stop }: Attempt): Promise<CallConnection> => {
  const { signal } = stop
  const opening = (async () => {
    const connection = await input.connect({ signal, parameters })
    // A program in JavaScript may return a token.
    if (!('on' in (Object(connection) as object))) throw noConnect('it returned none')
    return connection
  })()
  try {
    return await withTimeout(() => opening, {
      stage: 'token',
      timeoutMs: input.connectTimeoutMs,
      signal,
      clock,
    })
  } catch (error) {
    opening.then(
      (connection) => connection.close(),
      () => undefined,
    )
    throw error
  }
}

/** Returns the options of the tool controller, for which an option that is `undefined` counts as left out. */
const toolOptionsOf = ({ tools, concurrency, maxRunning }: CallInput): CallResources['tools'] =>
  tools && ({ tools, concurrency, maxRunning } as CallResources['tools'])

// Not the method of the signal, which that of React Native does not have.
const throwIfAborted = ({ aborted, reason }: AbortSignal): void => {
  if (aborted) throw new AbortedError(reason, 'not-sent')
}

/**
 * Runs a step of an attempt, and closes what it needs when the step fails; also at once when the attempt is stopped, and
 * not when the step notices: the user who hangs up sees the lamp of the microphone go out.
 */
const orClose = async <T>(signal: AbortSignal, close: () => void, step: () => Promise<T>): Promise<T> => {
  signal.addEventListener('abort', close)
  try {
    if (signal.aborted) close()
    throwIfAborted(signal)
    const done = await step()
    throwIfAborted(signal)
    return done
  } catch (error) {
    if (!signal.aborted) close()
    throw error
  } finally {
    signal.removeEventListener('abort', close)
  }
}

/** Waits for the beginning of the session. */
const startSession = async (
  connection: CallConnection,
  microphone: Microphone | undefined,
  { input, clock, report }: Attempt,
): Promise<CallResources> => {
  // `invalid` can fire before the actor `connection` listens, so it is forwarded from here until then.
  const stopListening = connection.on('invalid', (error) => report({ type: 'call.error', error }))
  try {
    // In the same task as anybody else who listens: the first messages are not repeated.
    const conversation = createConversation(connection, input.speaker ?? durationSpeaker(clock), clock)
    const { id: sessionId } = await connection.started
    return { sessionId, connection, conversation, microphone, tools: toolOptionsOf(input), clock }
  } finally {
    stopListening()
  }
}

const openMicrophone = async (source: CallInput['microphone']): Promise<Microphone | undefined> => {
  try {
    return typeof source === 'function' ? await source() : source
  } catch (error) {
    throw deviceErrorOf('microphone', error)
  }
}

/** Opens the microphone, then the connection: a browser may ask the user for minutes, and a token does not live that long. */
const openCallResources = async (attempt: Attempt): Promise<CallResources> => {
  const { signal } = attempt.stop
  const microphone = await openMicrophone(attempt.input.microphone)
  return orClose(
    signal,
    () => attempt.closeMicrophone(microphone),
    async () => {
      const connection = await connectInTime(attempt)
      return orClose(
        signal,
        () => connection.close(),
        () => startSession(connection, microphone, attempt),
      )
    },
  )
}

/**
 * Makes the actor that opens the microphone and the connection, and reports `call.started` with them once the session has
 * begun. Stopped before that, it closes what it has opened, even what opens later.
 *
 * @param given The input of the machine, in place of that of the actor.
 */
export const dialWith = (given?: CallInput) =>
  callActor<EventObject, DialInput, DialEvent>(({ input: { input = given, parameters }, self, report }) => {
    const fail = (error: unknown) => report({ type: 'call.ended', reason: endReasonOf(error), unheardMs: 0 })
    if (typeof input?.connect !== 'function') {
      fail(noConnect('pass `input` or use createCallMachine'))
      return undefined
    }
    let hasBegun = false
    const stop = new AbortController()
    const { signal } = stop
    const closeMicrophone = (microphone: Microphone | undefined) =>
      tryDevice('microphone', () => microphone?.close(), report)
    const clock = input.clock ?? clockOf(self)
    openCallResources({ input, parameters, clock, stop, closeMicrophone, report }).then(
      (resources) => {
        if (signal.aborted) {
          resources.connection.close()
          closeMicrophone(resources.microphone)
          return
        }
        hasBegun = true
        report({ type: 'call.started', resources })
      },
      (error: unknown) => {
        if (!signal.aborted) fail(error)
      },
    )
    return () => {
      // `connect` may have tied the call to the signal: once the call has begun it must not abort.
      if (!hasBegun) stop.abort()
    }
  }, lostWithSnapshot)
