import {
  audioDurationMs,
  type InvalidMessageError,
  type CallConnection,
  type CallEvents,
  type CallState,
  type ClientMessage,
  encodeAudio,
  type EndReason,
  type Sent,
  type ServerData,
  SessionOverError,
} from '@vatel/core'
import { firstValueFrom, ReplaySubject, Subject } from 'rxjs'
import { CallFailedError, isFailure } from '../call-failed.ts'
import type { CallMessage } from '../call.ts'
import { createInbox } from './inbox.ts'

/** What becomes of what is done to a staged connection. */
export interface Backstage {
  /** Something is to be sent. */
  readonly send: (message: ClientMessage) => Sent
  /** This side hangs up. */
  readonly hangUp: () => void
}

/** A connection without a wire, and the strings that move it. */
export interface Stage {
  readonly connection: CallConnection
  /** A message comes. */
  readonly message: (message: CallMessage) => void
  /** A message comes that is not as documented. */
  readonly invalid: (fault: InvalidMessageError) => void
  /** A message has gone out. */
  readonly sent: (message: ClientMessage) => void
  readonly enter: (state: Exclude<CallState, 'ended'>) => void
  /** Ends the call; only the first time counts. */
  readonly end: (reason: EndReason) => void
}

/** Makes a connection that is `opening`. What comes before anybody listens is kept, and given on a microtask of its own. */
export const createStage = ({ send, hangUp }: Backstage): Stage => {
  const events: { readonly [K in keyof CallEvents]: Subject<CallEvents[K]> } = {
    message: new Subject(),
    invalid: new Subject(),
    sent: new Subject(),
    state: new Subject(),
    end: new Subject(),
  }
  const inbox = createInbox(events.message, events.invalid)
  const opening = new ReplaySubject<ServerData<'session_started'>>(1)
  const ending = new ReplaySubject<EndReason>(1)
  const opened = firstValueFrom(opening)
  // Whoever does not await it learns the same from `ended`.
  opened.catch(() => undefined)
  let state: CallState = 'connecting'
  let sentMs = 0

  const isOver = () => state === 'ended'
  const step = (next: CallState) => {
    state = next
    events.state.next(next)
  }
  const connection: CallConnection = {
    get state() {
      return state
    },
    get audio() {
      return { sentMs, queuedMs: 0, droppedMs: 0 }
    },
    started: opened,
    ended: firstValueFrom(ending),
    messages: inbox.messages,
    on(event, listener) {
      const subscription = events[event].subscribe(listener)
      if (event === 'message') inbox.listened()
      return () => subscription.unsubscribe()
    },
    sendAudio: (audio) =>
      send({ type: 'input_audio', data: { audio: typeof audio === 'string' ? audio : encodeAudio(audio) } }),
    sendToolOutput: (toolCallId, output) => send({ type: 'tool_call_output', data: { toolCallId, output } }),
    close: () => {
      if (!isOver()) hangUp()
    },
    async [Symbol.asyncDispose]() {
      connection.close()
      await connection.ended
    },
  }
  return {
    connection,
    message(message) {
      if (message.type === 'session_started') opening.next(message.data)
      inbox.message(message)
    },
    invalid: inbox.invalid,
    sent(message) {
      if (message.type === 'input_audio') sentMs += audioDurationMs(message.data.audio)
      events.sent.next(message)
    },
    enter: step,
    end(reason) {
      if (isOver()) return
      inbox.end()
      // Whoever was given what was kept may have hung up.
      if (isOver()) return
      step('ended')
      opening.error(isFailure(reason) ? new CallFailedError(reason) : new SessionOverError())
      ending.next(reason)
      events.end.next(reason)
    },
  }
}
