import { createCall } from '../src/call/call-model.ts'
import type { CallSocket, CallSocketEvents } from '../src/call/connection.ts'
import { type EndReason, errorOfEnd } from '../src/call/end-reason.ts'
import { noteReceived } from '../src/call/engine.ts'
import { type CallState, callTransitions } from '../src/call/lifecycle.ts'
import { createEmitter, createReceiveBuffer } from '../src/call/receive-buffer.ts'
import { InvalidMessageError } from '../src/errors.ts'
import { createDeferred } from '../src/net/deadline.ts'
import {
  closeUplink,
  offerAudio,
  offerOutput,
  presentDelivery,
  reportDelivery,
  uplinkStats,
} from '../src/call/uplink.ts'
import { encodeAudio } from '../src/protocol/audio-payload.ts'
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
 * call. It takes what is sent at once, and ends as soon as `close()` is called. What the two sides owe each other is counted by
 * the engine of a call, in which no time passes.
 */
export const createFakeConnection = (): FakeConnection => {
  const emitter = createEmitter<CallSocketEvents>()
  const buffer = createReceiveBuffer(emitter)
  const started = createDeferred<ServerData<'session_started'>>()
  const ended = createDeferred<EndReason>()
  started.promise.catch(() => undefined)
  const sentMessages: ClientMessage[] = []
  const call = createCall({ token: 'token', lineReading: { isWritable: true, bufferedBytes: 0 } }, 0)
  // Takes what is sent before the session has started, too.
  call.hasStarted = true
  let state: CallState = 'connecting'
  let listenerCount = 0
  let closeCount = 0

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
    call.isOver = next === 'closing' || next === 'ended'
    emitter.emit('state', next)
  }
  const emitSent = () => {
    for (const output of call.stepOutputs.splice(0))
      if ('type' in output && output.type === 'sent') {
        sentMessages.push(output.value)
        emitter.emit('sent', output.value)
      }
  }
  const end = (reason: EndReason) => {
    if (state === 'ended') return
    enter('ended')
    closeUplink(call)
    call.finalReport = presentDelivery(call, 0)
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
    // Whatever comes is a sign of life.
    call.confirmedSamples = call.sentSamples
    noteReceived(call, message)
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
      return uplinkStats(call)
    },
    get delivery() {
      return { ...reportDelivery(call, 0), unreadMessages: buffer.dropped }
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
      const stop = buffer.on(event, listener)
      let isListening = true
      listenerCount += 1
      return () => {
        if (isListening) listenerCount -= 1
        isListening = false
        stop()
      }
    },
    sendAudio(audio) {
      const status = offerAudio(call, typeof audio === 'string' ? audio : encodeAudio(audio))
      emitSent()
      return { status }
    },
    sendToolOutput(toolCallId, output) {
      const status = offerOutput(call, { toolCallId, output })
      emitSent()
      return { status }
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
      call.invalidMessages += 1
      buffer.add({ type: 'invalid', value: error })
    },
    enter,
    end,
  }
}
