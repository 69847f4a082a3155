import {
  audioDurationMs,
  type CallConnection,
  type CallEvents,
  type CallState,
  type ClientMessage,
  createEmitter,
  createReceiveBuffer,
  decodeAudio,
  encodeAudio,
  type EndReason,
  errorOfEnd,
  type InvalidMessageError,
  type Sent,
  type ServerData,
} from '@vatel/core'
import { firstValueFrom, ReplaySubject } from 'rxjs'
import type { CallMessage } from '../call.ts'

/** A connection without a network, and the functions that emit its events. */
export interface ReplayControl {
  readonly connection: CallConnection
  /** Emits a message of the platform. */
  readonly message: (message: CallMessage) => void
  /** Emits an invalid message. */
  readonly invalid: (error: InvalidMessageError) => void
  /** Emits a message that was sent. */
  readonly sent: (message: ClientMessage) => void
  /** Changes the state. */
  readonly state: (state: Exclude<CallState, 'ended'>) => void
  /** Ends the call; further calls are ignored. */
  readonly end: (reason: EndReason) => void
}

/** A replay loses nothing: it may run faster than anybody reads. */
const allUnread = { messages: Infinity, length: Infinity }

/** Makes a connection that is `connecting` and drops whatever is sent to it. `hangUp` is called by its `close`. */
export const createReplayedConnection = (hangUp: () => void): ReplayControl => {
  const emitter = createEmitter<CallEvents>()
  const buffer = createReceiveBuffer(emitter, allUnread)
  const started$ = new ReplaySubject<ServerData<'session_started'>>(1)
  const ended$ = new ReplaySubject<EndReason>(1)
  const started = firstValueFrom(started$)
  // Callers that do not await it get the same from `ended`.
  started.catch(() => undefined)
  let state: CallState = 'connecting'
  let sentMs = 0

  const isEnded = () => state === 'ended'
  const enter = (next: CallState) => {
    state = next
    emitter.emit('state', next)
  }
  const drop = (): Sent => ({ status: 'dropped' })
  const connection: CallConnection = {
    get state() {
      return state
    },
    get audio() {
      return { sentMs, queuedMs: 0, droppedMs: 0 }
    },
    started,
    ended: firstValueFrom(ended$),
    messages: buffer.messages,
    on: buffer.on,
    sendAudio: (audio) => {
      // Throws for what a real connection does not take.
      if (typeof audio === 'string') decodeAudio(audio)
      else encodeAudio(audio)
      return drop()
    },
    sendToolOutput: drop,
    close: () => {
      if (!isEnded()) hangUp()
    },
    async [Symbol.asyncDispose]() {
      connection.close()
      await connection.ended
    },
  }
  return {
    connection,
    message(message) {
      if (isEnded()) return
      if (message.type === 'session_started') started$.next(message.data)
      buffer.add({ type: 'message', value: message, length: 0 })
    },
    invalid(error) {
      if (!isEnded()) buffer.add({ type: 'invalid', value: error })
    },
    sent(message) {
      if (isEnded()) return
      if (message.type === 'input_audio') sentMs += audioDurationMs(message.data.audio)
      emitter.emit('sent', message)
    },
    state: enter,
    end(reason) {
      if (isEnded()) return
      buffer.end()
      // A listener of the buffered events may have hung up.
      if (isEnded()) return
      enter('ended')
      started$.error(errorOfEnd(reason))
      ended$.next(reason)
      emitter.emit('end', reason)
    },
  }
}
