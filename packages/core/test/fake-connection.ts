import { type CallState, callTransitions } from '../src/call/lifecycle.ts'
import type { CallSocket, CallSocketEvents, DeliveryReport, Sent } from '../src/call/connection.ts'
import { type EndReason, errorOfEnd } from '../src/call/end-reason.ts'
import { createEmitter, createReceiveBuffer } from '../src/call/receive-buffer.ts'
import { InvalidMessageError } from '../src/errors.ts'
import { createDeferred } from '../src/net/deadline.ts'
import { audioDurationMs, encodeAudio } from '../src/protocol/audio-payload.ts'
import type { ClientMessage, ServerData, ServerMessage, UnknownMessage } from '../src/protocol/messages.ts'

/** A connection in memory: a test plays the platform, and sees what the code under test sends and leaves behind. */
export interface FakeConnection extends CallSocket {
  /** Messages that were sent, in order. */
  readonly sentMessages: readonly ClientMessage[]
  /** Number of listeners, of all events together. */
  readonly listenerCount: number
  /** Number of calls of `close()`. */
  readonly closeCount: number
  /** Starts the session: the connection is `live`, and `session_started` comes. */
  start(id?: string): void
  /** Receives messages of the platform; `session_started` starts the session. */
  receive(...messages: readonly (ServerMessage | UnknownMessage)[]): void
  /** Receives a message that is not as documented. */
  receiveInvalid(error?: InvalidMessageError): void
  /** Enters a state; the states on the way to it are entered before. */
  enter(state: Exclude<CallState, 'ended'>): void
  /** Ends the call; only the first end counts. */
  end(reason: EndReason): void
}

/**
 * Makes a connection in the state `connecting`. `connection-contract.ts` holds it to the same promises as the socket of a
 * call. It takes what is sent at once, and ends as soon as `close()` is called.
 */
export const createFakeConnection = (): FakeConnection => {
  const emitter = createEmitter<CallSocketEvents>()
  const buffer = createReceiveBuffer(emitter, () => undefined)
  const started = createDeferred<ServerData<'session_started'>>()
  const ended = createDeferred<EndReason>()
  started.promise.catch(() => undefined)
  const sentMessages: ClientMessage[] = []
  const unanswered = new Set<string>()
  const answered = new Set<string>()
  const orphans = new Map<string, string>()
  const ms = { sentMs: 0, queuedMs: 0, droppedMs: 0 }
  let state: CallState = 'connecting'
  let listenerCount = 0
  let closeCount = 0
  let invalidMessages = 0

  const enter = (next: CallState) => {
    if (next === state) return
    if (!callTransitions[state].includes(next)) {
      // The way to `live` and `suspect` leads over the states before.
      if (state === 'connecting') enter('starting')
      else if (state === 'starting') enter('live')
      else throw new Error(`a call cannot go from ${state} to ${next}`)
      enter(next)
      return
    }
    state = next
    emitter.emit('state', next)
  }
  const send = (message: ClientMessage): Sent => {
    sentMessages.push(message)
    emitter.emit('sent', message)
    return { status: 'sent' }
  }
  const end = (reason: EndReason) => {
    if (state === 'ended') return
    enter('ended')
    buffer.end()
    started.reject(errorOfEnd(reason))
    ended.resolve(reason)
    emitter.emit('end', reason)
  }
  const receive = (message: ServerMessage | UnknownMessage) => {
    if (state === 'ended') return
    if (message.type === 'session_started') {
      enter('live')
      started.resolve(message.data)
    }
    if (message.type === 'tool_call' && !answered.has(message.data.toolCallId))
      unanswered.add(message.data.toolCallId)
    buffer.add({ type: 'message', value: message, length: 0 })
  }
  const close = () => {
    closeCount += 1
    end({ type: 'hung-up' })
  }
  return {
    get state() {
      return state
    },
    get audio() {
      return { ...ms }
    },
    get delivery(): DeliveryReport {
      return {
        silentMs: 0,
        unsentInputMs: ms.droppedMs,
        unconfirmedInputMs: 0,
        unansweredToolCalls: [...unanswered],
        unconfirmedToolOutputs: [],
        orphanedToolOutputs: [...orphans].map(([toolCallId, output]) => ({ toolCallId, output })),
        invalidMessages,
        unreadMessages: buffer.dropped,
      }
    },
    get listenerCount() {
      return listenerCount
    },
    get closeCount() {
      return closeCount
    },
    sentMessages,
    started: started.promise,
    ended: ended.promise,
    messages: () => buffer.messages(),
    on(event, listener) {
      const stop = emitter.on(event, listener)
      let isListening = true
      listenerCount += 1
      if (event === 'message' || event === 'invalid') buffer.noteListener(event)
      return () => {
        if (isListening) listenerCount -= 1
        isListening = false
        stop()
      }
    },
    sendAudio(audio) {
      const base64 = typeof audio === 'string' ? audio : encodeAudio(audio)
      const isOver = state === 'closing' || state === 'ended'
      ms[isOver ? 'droppedMs' : 'sentMs'] += audioDurationMs(base64)
      return isOver ? { status: 'dropped' } : send({ type: 'input_audio', data: { audio: base64 } })
    },
    sendToolOutput(toolCallId, output) {
      const isFirst = !answered.has(toolCallId)
      answered.add(toolCallId)
      if (state === 'closing' || state === 'ended') {
        if (isFirst || orphans.has(toolCallId)) orphans.set(toolCallId, output)
        return { status: 'dropped' }
      }
      unanswered.delete(toolCallId)
      return isFirst
        ? send({ type: 'tool_call_output', data: { toolCallId, output } })
        : { status: 'dropped' }
    },
    close,
    async [Symbol.asyncDispose]() {
      close()
      await ended.promise
    },
    start: (id = 'call-1') => receive({ type: 'session_started', data: { id } }),
    receive: (...messages) => {
      for (const message of messages) receive(message)
    },
    receiveInvalid(
      error = new InvalidMessageError('response_text', ['text: expected string, got nothing'], 40),
    ) {
      if (state === 'ended') return
      invalidMessages += 1
      buffer.add({ type: 'invalid', value: error })
    },
    enter,
    end,
  }
}
