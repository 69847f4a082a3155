import { InvalidArgumentError, type Clock, type EndReason, type Microphone } from '@vatel/core'
import { fromCallback, type EventObject } from 'xstate'
import { clockOf } from '../clock.ts'
import { lostWithSnapshot, reasonOf } from '../end-reason.ts'
import type { DialEvent } from '../events.ts'
import type { CallInput } from '../input.ts'
import { followConversation } from '../line/conversation.ts'
import { durationSpeaker } from '../line/duration-speaker.ts'
import type { Line } from '../line/line.ts'
import { playThrough } from '../line/playback.ts'
import { inputKeptOut, restored, type Restored } from './input-kept-out.ts'
import { tryDevice } from './try-device.ts'

/** The microphone comes first: a browser may ask the user for minutes, and a token does not live that long. */
const openMicrophone = (source: CallInput['microphone']): Microphone | undefined | Promise<Microphone> =>
  typeof source === 'function' ? source() : source

interface Attempt {
  readonly input: CallInput
  readonly clock: Clock
  readonly signal: AbortSignal
  /** A microphone may throw when it is closed; the rest of the attempt is none the worse. */
  readonly turnOff: (microphone: Microphone | undefined) => void
  readonly tell: (event: DialEvent) => void
}

const openLine = async ({ input, clock, signal, turnOff, tell }: Attempt): Promise<Line> => {
  const microphone = await openMicrophone(input.microphone)
  // At once, and not when `connect` notices: the user who hangs up sees the lamp of the microphone go out.
  const leave = () => turnOff(microphone)
  signal.addEventListener('abort', leave)
  try {
    if (signal.aborted) leave()
    signal.throwIfAborted()
    const connection = await input.connect({ signal })
    const hangUp = () => connection.close()
    signal.addEventListener('abort', hangUp)
    // What comes in one breath with the beginning is told before anybody else listens.
    const stopListening = connection.on('invalid', (error) => tell({ type: 'trouble', error }))
    try {
      if (signal.aborted) hangUp()
      signal.throwIfAborted()
      // Before anything can have come: whoever else listens already would take it with them.
      const messages = connection.messages()
      const { id: sessionId } = await connection.started
      signal.throwIfAborted()
      const conversation = followConversation(clock)
      const playback = playThrough(input.speaker ?? durationSpeaker(clock), conversation)
      return { sessionId, connection, messages, conversation, playback, microphone }
    } catch (error) {
      if (!signal.aborted) hangUp()
      throw error
    } finally {
      stopListening()
      signal.removeEventListener('abort', hangUp)
    }
  } catch (error) {
    if (!signal.aborted) leave()
    throw error
  } finally {
    signal.removeEventListener('abort', leave)
  }
}

/**
 * Opens the microphone and the connection, and hands both over once the session has begun; stopped before that, it
 * closes what it has opened, even if that opens later.
 */
export const dial = inputKeptOut(
  fromCallback<EventObject, CallInput | undefined | Restored>(({ input, self, sendBack }) => {
    const tell = (event: DialEvent) => sendBack(event)
    const fail = (reason: EndReason) => tell({ type: 'over', reason, unheardMs: 0 })
    if (input === restored) {
      fail(lostWithSnapshot)
      return undefined
    }
    if (input === undefined) {
      fail(reasonOf(new InvalidArgumentError('input.connect', 'must be a function that opens a connection')))
      return undefined
    }
    let state: 'dialling' | 'stopped' | 'done' = 'dialling'
    const stop = new AbortController()
    const turnOff = (microphone: Microphone | undefined) =>
      tryDevice('microphone', () => microphone?.close(), tell)
    const attempt = { input, clock: input.clock ?? clockOf(self), signal: stop.signal, turnOff, tell }
    openLine(attempt).then(
      (line) => {
        if (state === 'stopped') {
          line.connection.close()
          turnOff(line.microphone)
          return
        }
        state = 'done'
        tell({ type: 'opened', line })
      },
      (error: unknown) => {
        if (state === 'dialling') fail(reasonOf(error))
      },
    )
    return () => {
      // Whoever was given the signal may hold the call by it: once the call has begun it aborts no more.
      if (state === 'done') return
      state = 'stopped'
      stop.abort()
    }
  }),
)
