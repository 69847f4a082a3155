import {
  AbortedError,
  endReasonOf,
  InvalidArgumentError,
  withTimeout,
  type CallConnection,
  type Clock,
  type Microphone,
} from '@vatel/core'
import { fromCallback, type EventObject } from 'xstate'
import { clockOf } from './actor-clock.ts'
import {
  lostWithSnapshot,
  nonPersistedInput,
  restoredInput,
  type CallResources,
  type RestoredInput,
} from './call-resources.ts'
import { keepMessages } from './connection.ts'
import { createConversation, createPlayback } from './conversation.ts'
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

interface Attempt {
  readonly input: CallInput
  readonly parameters: CallParameters
  readonly clock: Clock
  readonly stop: AbortController
  readonly closeMicrophone: (microphone: Microphone | undefined) => void
  readonly report: (event: DialEvent) => void
}

/** Calls `connect`, within its deadline. A connection that opens later is closed. */
const connectInTime = async ({ input, parameters, clock, stop }: Attempt): Promise<CallConnection> => {
  const { signal } = stop
  const { connectTimeoutMs: timeoutMs = 20_000 } = input
  const opening = (async () => input.connect({ signal, parameters }))()
  try {
    return await withTimeout(() => opening, { stage: 'token', timeoutMs, signal, clock })
  } catch (error) {
    opening.then(
      (connection) => connection.close(),
      () => undefined,
    )
    throw error
  }
}

const toolOptionsOf = ({ tools, concurrency, maxRunning }: CallInput): CallResources['tools'] =>
  tools && {
    tools,
    ...(concurrency !== undefined && { concurrency }),
    ...(maxRunning !== undefined && { maxRunning }),
  }

/** Waits for the beginning of the session. */
// Not the method of the signal, which that of React Native does not have.
const throwIfAborted = ({ aborted, reason }: AbortSignal): void => {
  if (aborted) throw new AbortedError(reason, 'not-sent')
}

const startSession = async (
  connection: CallConnection,
  microphone: Microphone | undefined,
  { input, clock, stop: { signal }, report }: Attempt,
): Promise<CallResources> => {
  const close = () => connection.close()
  signal.addEventListener('abort', close)
  // `invalid` can fire before the actor `connection` listens, so it is forwarded from here until then.
  const stopListening = connection.on('invalid', (error) => report({ type: 'call.error', error }))
  try {
    if (signal.aborted) close()
    throwIfAborted(signal)
    // In the same task as anybody else who listens: the first messages are not repeated.
    const readMessages = keepMessages(connection)
    const { id: sessionId } = await connection.started
    throwIfAborted(signal)
    const conversation = createConversation(clock)
    const playback = createPlayback(input.speaker ?? durationSpeaker(clock), conversation)
    return {
      sessionId,
      connection,
      readMessages,
      conversation,
      playback,
      microphone,
      tools: toolOptionsOf(input),
      clock,
    }
  } catch (error) {
    if (!signal.aborted) close()
    throw error
  } finally {
    stopListening()
    signal.removeEventListener('abort', close)
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
  const { input, stop, closeMicrophone } = attempt
  const { signal } = stop
  const microphone = await openMicrophone(input.microphone)
  // At once, and not when `connect` notices: the user who hangs up sees the lamp of the microphone go out.
  const close = () => closeMicrophone(microphone)
  signal.addEventListener('abort', close)
  try {
    if (signal.aborted) close()
    throwIfAborted(signal)
    return await startSession(await connectInTime(attempt), microphone, attempt)
  } catch (error) {
    if (!signal.aborted) close()
    throw error
  } finally {
    signal.removeEventListener('abort', close)
  }
}

/**
 * Makes the actor that opens the microphone and the connection, and reports `call.started` with them once the session has
 * begun. Stopped before that, it closes what it has opened, even what opens later.
 *
 * @param given The input of the machine, in place of that of the actor.
 */
export const dialWith = (given?: CallInput) =>
  nonPersistedInput(
    fromCallback<EventObject, DialInput | RestoredInput>(({ input: own, self, sendBack }) => {
      const report = (event: DialEvent) => sendBack(event)
      if (own === restoredInput) {
        report({ type: 'call.ended', reason: lostWithSnapshot, unheardMs: 0 })
        return undefined
      }
      const fail = (error: unknown) =>
        report({ type: 'call.ended', reason: endReasonOf(error), unheardMs: 0 })
      const { input = given, parameters } = own
      if (input === undefined) {
        fail(
          new InvalidArgumentError(
            'input.connect',
            'must be a function that opens a connection: pass `input`, or use `createCallMachine(input)`',
          ),
        )
        return undefined
      }
      let state: 'dialling' | 'stopped' | 'done' = 'dialling'
      const stop = new AbortController()
      const closeMicrophone = (microphone: Microphone | undefined) =>
        tryDevice('microphone', () => microphone?.close(), report)
      const clock = input.clock ?? clockOf(self)
      openCallResources({ input, parameters, clock, stop, closeMicrophone, report }).then(
        (resources) => {
          if (state === 'stopped') {
            resources.connection.close()
            closeMicrophone(resources.microphone)
            return
          }
          state = 'done'
          report({ type: 'call.started', resources })
        },
        (error: unknown) => {
          if (state === 'dialling') fail(error)
        },
      )
      return () => {
        // `connect` may have tied the call to the signal: once the call has begun it must not abort.
        if (state === 'done') return
        state = 'stopped'
        stop.abort()
      }
    }),
  )
