import type { Clock, Microphone } from '@vatel/core'
import { fromCallback, type EventObject } from 'xstate'
import { clockOf } from '../clock.ts'
import { lostWithSnapshot, reasonOf } from '../end-reason.ts'
import type { CallInput } from '../input.ts'
import type { DialEvent } from '../events.ts'
import { followConversation } from '../line/conversation.ts'
import { durationSpeaker } from '../line/duration-speaker.ts'
import type { Line } from '../line/line.ts'
import { playThrough } from '../line/playback.ts'
import { inputKeptOut, restored, type Restored } from './input-kept-out.ts'

/** The microphone comes first: a browser may ask the user for minutes, and a token does not live that long. */
const openMicrophone = (source: CallInput['microphone']): Microphone | undefined | Promise<Microphone> =>
  typeof source === 'function' ? source() : source

const openLine = async (input: CallInput, clock: Clock, signal: AbortSignal) => {
  const microphone = await openMicrophone(input.microphone)
  const closeMicrophone = () => microphone?.close()
  try {
    signal.throwIfAborted()
    const connection = await input.connect({ signal })
    const hangUp = () => connection.close()
    signal.addEventListener('abort', hangUp)
    if (signal.aborted) hangUp()
    try {
      const session = await connection.opened
      const conversation = followConversation(clock)
      const playback = playThrough(input.speaker ?? durationSpeaker(clock), conversation)
      const line: Line = { connection, conversation, playback, microphone }
      return { line, sessionId: session.id, drop: closeMicrophone }
    } catch (error) {
      hangUp()
      throw error
    } finally {
      signal.removeEventListener('abort', hangUp)
    }
  } catch (error) {
    closeMicrophone()
    throw error
  }
}

/**
 * Opens the microphone and the connection, and hands both over once the session has begun; stopped before that, it
 * closes what it has opened, even if that opens later.
 */
export const dial = inputKeptOut(
  fromCallback<EventObject, CallInput | undefined | Restored>(({ input, self, sendBack }) => {
    const tell = (event: DialEvent) => sendBack(event)
    if (input === restored || input === undefined) {
      tell({ type: 'over', reason: lostWithSnapshot, unheardMs: 0 })
      return undefined
    }
    const stop = new AbortController()
    openLine(input, input.clock ?? clockOf(self), stop.signal).then(
      ({ line, sessionId, drop }) => {
        if (!stop.signal.aborted) {
          tell({ type: 'opened', sessionId, line })
          return
        }
        line.connection.close()
        drop()
      },
      (error: unknown) => {
        if (!stop.signal.aborted) tell({ type: 'over', reason: reasonOf(error), unheardMs: 0 })
      },
    )
    return () => stop.abort()
  }),
)
