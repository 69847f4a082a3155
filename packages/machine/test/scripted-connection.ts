import {
  AbortedError,
  type CallConnection,
  type CallEvents,
  type EndReason,
  type ServerData,
  type ServerMessage,
  type UnknownMessage,
} from '@vatel/core'
import { deferred } from './deferred.ts'

type Listeners = { readonly [K in keyof CallEvents]: Set<(value: CallEvents[K]) => void> }
type Message = ServerMessage | UnknownMessage

/** A connection that a test controls, and that records the messages that were sent. */
export interface ScriptedConnection extends CallConnection {
  /** Delivers a message of the platform. */
  receive(message: Message): void
  emit<K extends keyof CallEvents>(event: K, value: CallEvents[K]): void
  begin(id?: string): void
  refuse(error: Error): void
  end(reason: EndReason): void
  readonly sentAudio: readonly Int16Array[]
  readonly outputs: readonly { readonly toolCallId: string; readonly output: string }[]
  readonly closed: number
}

/** Creates a connection that waits for `begin`. */
export const scriptedConnection = (): ScriptedConnection => {
  const listeners: Listeners = {
    message: new Set(),
    invalid: new Set(),
    sent: new Set(),
    state: new Set(),
    end: new Set(),
  }
  const opened = deferred<ServerData<'session_started'>>()
  const ended = deferred<EndReason>()
  opened.promise.catch(() => undefined)
  const sentAudio: Int16Array[] = []
  const outputs: { toolCallId: string; output: string }[] = []
  let state: 'running' | 'over' = 'running'
  let closed = 0
  let waiting: Message[] = []
  let wake: (() => void) | undefined

  const emit: ScriptedConnection['emit'] = (event, value) => {
    for (const listener of [...listeners[event]]) listener(value)
  }
  const end = (reason: EndReason) => {
    if (state === 'over') return
    state = 'over'
    opened.reject(new AbortedError())
    ended.resolve(reason)
    emit('end', reason)
    wake?.()
  }
  async function* messages(): AsyncGenerator<Message, void> {
    for (;;) {
      const now = waiting
      waiting = []
      yield* now
      if (now.length > 0) continue
      if (state === 'over') return
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  return {
    state: 'live',
    started: opened.promise,
    ended: ended.promise,
    audio: { sentMs: 0, queuedMs: 0, droppedMs: 0 },
    messages,
    on(event, listener) {
      listeners[event].add(listener)
      return () => listeners[event].delete(listener)
    },
    sendAudio(audio) {
      if (audio instanceof Int16Array) sentAudio.push(audio)
      return { status: state === 'over' ? 'dropped' : 'sent' }
    },
    sendToolOutput(toolCallId, output) {
      if (state === 'over') return { status: 'dropped' }
      outputs.push({ toolCallId, output })
      emit('sent', { type: 'tool_call_output', data: { toolCallId, output } })
      return { status: 'sent' }
    },
    close() {
      closed += 1
      end({ type: 'hung-up' })
    },
    async [Symbol.asyncDispose]() {
      end({ type: 'hung-up' })
      await ended.promise
    },
    receive(message) {
      waiting.push(message)
      emit('message', message)
      wake?.()
    },
    emit,
    begin: (id = 'call-1') => opened.resolve({ id }),
    refuse: (error) => {
      state = 'over'
      opened.reject(error)
    },
    end,
    sentAudio,
    outputs,
    get closed() {
      return closed
    },
  }
}
