import {
  audioDurationMs,
  type CallConnection,
  type CallEvents,
  type CallState,
  type ClientMessage,
  decodeAudio,
  encodeAudio,
  type EndReason,
  errorOfEnd,
  type InvalidMessageError,
  type Sent,
  type ServerData,
} from '@vatel/core'
import { firstValueFrom, ReplaySubject, Subject } from 'rxjs'
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

/**
 * Buffers the incoming events until the first listener is added, and keeps all messages for readers. Where only invalid
 * messages are listened to, the messages between them stay in the buffer.
 */
const createReceiveBuffer = (message$: Subject<CallMessage>, invalid$: Subject<InvalidMessageError>) => {
  const messages: CallMessage[] = []
  const changed$ = new Subject<void>()
  let buffered: { readonly isInvalid: boolean; readonly emit: () => void }[] | undefined = []
  let hasListener = false
  let isEnded = false
  const emitOrBuffer = (isInvalid: boolean, emit: () => void) => {
    if (buffered === undefined || (isInvalid && !hasListener && invalid$.observed)) emit()
    else buffered.push({ isInvalid, emit })
  }
  const emitBuffered = () => {
    const held = buffered ?? []
    buffered = hasListener ? undefined : held.filter(({ isInvalid }) => !isInvalid)
    for (const { isInvalid, emit } of held) if (hasListener || isInvalid) emit()
  }
  return {
    message(message: CallMessage) {
      messages.push(message)
      changed$.next()
      emitOrBuffer(false, () => message$.next(message))
    },
    invalid: (error: InvalidMessageError) => emitOrBuffer(true, () => invalid$.next(error)),
    /** Emits the buffered events on a microtask, so that more listeners can be added in the same task. */
    listen(event: 'message' | 'invalid') {
      hasListener ||= event === 'message'
      queueMicrotask(emitBuffered)
    },
    async *read(): AsyncGenerator<CallMessage, void> {
      for (let at = 0; ; at += 1) {
        while (messages.length === at && !isEnded) await firstValueFrom(changed$)
        const message = messages[at]
        if (message === undefined) return
        yield message
      }
    },
    /** Emits the buffered events to the present listeners, and ends the readers. */
    end() {
      if (hasListener) emitBuffered()
      isEnded = true
      changed$.next()
    },
  }
}

/** Makes a connection that is `connecting` and drops whatever is sent to it. `hangUp` is called by its `close`. */
export const createReplayedConnection = (hangUp: () => void): ReplayControl => {
  const events: { readonly [K in keyof CallEvents]: Subject<CallEvents[K]> } = {
    message: new Subject(),
    invalid: new Subject(),
    sent: new Subject(),
    state: new Subject(),
    end: new Subject(),
  }
  const buffer = createReceiveBuffer(events.message, events.invalid)
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
    events.state.next(next)
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
    messages: () => buffer.read(),
    on(event, listener) {
      const subscription = events[event].subscribe(listener)
      if (event === 'message' || event === 'invalid') buffer.listen(event)
      return () => subscription.unsubscribe()
    },
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
      buffer.message(message)
    },
    invalid(error) {
      if (!isEnded()) buffer.invalid(error)
    },
    sent(message) {
      if (isEnded()) return
      if (message.type === 'input_audio') sentMs += audioDurationMs(message.data.audio)
      events.sent.next(message)
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
      events.end.next(reason)
    },
  }
}
