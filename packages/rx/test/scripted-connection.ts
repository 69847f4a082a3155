import {
  InvalidMessageError,
  type CallConnection,
  type CallEvents,
  type CallState,
  type ClientMessage,
  encodeAudio,
  type EndReason,
  ConnectionLostError,
  type ServerData,
} from '@vatel/core'
import { firstValueFrom, Subject } from 'rxjs'
import type { CallMessage } from '../src/call.ts'

type Listeners = { [K in keyof CallEvents]: Set<(value: CallEvents[K]) => void> }

/** A connection that a test plays: it says what the platform would, and sees what is left behind. */
export interface ScriptedConnection extends CallConnection {
  readonly sentMessages: readonly ClientMessage[]
  /** How many listeners there are, of all events. */
  readonly listenerCount: number
  readonly closed: boolean
  say(...messages: readonly CallMessage[]): void
  mumble(fault?: InvalidMessageError): void
  enter(state: CallState): void
  end(reason: EndReason): void
}

/** Makes a connection that is `opening`; what is said before anybody listens comes on a microtask of its own. */
export const scriptedConnection = (): ScriptedConnection => {
  const listeners: Listeners = {
    message: new Set(),
    invalid: new Set(),
    sent: new Set(),
    state: new Set(),
    end: new Set(),
  }
  const opening = new Subject<ServerData<'session_started'>>()
  const ending = new Subject<EndReason>()
  const opened = firstValueFrom(opening)
  opened.catch(() => undefined)
  const sentMessages: ClientMessage[] = []
  let kept: CallMessage[] | undefined = []
  let state: CallState = 'connecting'
  let closed = false
  const emit = <K extends keyof CallEvents>(event: K, value: CallEvents[K]) => {
    for (const listener of [...listeners[event]]) listener(value)
  }
  const release = () => {
    const held = kept ?? []
    kept = undefined
    for (const message of held) emit('message', message)
  }
  const send = (message: ClientMessage) => {
    if (state === 'ended') return { status: 'dropped' } as const
    sentMessages.push(message)
    emit('sent', message)
    return { status: 'sent' } as const
  }
  const connection: ScriptedConnection = {
    get state() {
      return state
    },
    get closed() {
      return closed
    },
    get listenerCount() {
      return Object.values(listeners).reduce((sum, { size }) => sum + size, 0)
    },
    sentMessages,
    started: opened,
    ended: firstValueFrom(ending),
    audio: { sentMs: 0, queuedMs: 0, droppedMs: 0 },
    messages: () => {
      throw new Error('nobody reads here')
    },
    on(event, listener) {
      const entry: typeof listener = (value) => listener(value)
      listeners[event].add(entry)
      if (event === 'message') queueMicrotask(release)
      return () => listeners[event].delete(entry)
    },
    sendAudio: (audio) =>
      send({ type: 'input_audio', data: { audio: typeof audio === 'string' ? audio : encodeAudio(audio) } }),
    sendToolOutput: (toolCallId, output) => send({ type: 'tool_call_output', data: { toolCallId, output } }),
    close: () => {
      closed = true
      connection.end({ type: 'hung-up' })
    },
    [Symbol.asyncDispose]: () => {
      connection.close()
      return Promise.resolve()
    },
    say: (...messages) => {
      for (const message of messages) {
        if (message.type === 'session_started') opening.next(message.data)
        if (kept === undefined) emit('message', message)
        else kept.push(message)
      }
    },
    mumble: (fault = new InvalidMessageError('response_text', ['text: expected string, got nothing'], 40)) =>
      emit('invalid', fault),
    enter: (next) => {
      state = next
      emit('state', next)
    },
    end: (reason) => {
      if (state === 'ended') return
      connection.enter('ended')
      opening.error(new ConnectionLostError(1006, ''))
      ending.next(reason)
      emit('end', reason)
    },
  }
  return connection
}
