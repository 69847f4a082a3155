import { isLeft } from 'fp-ts/Either'
import { systemClock, type Clock } from '../clock.ts'
import { createDeferred } from '../deferred.ts'
import { BadInput } from '../errors/bad-input.ts'
import { SlowConsumer } from '../errors/slow-consumer.ts'
import { Unreachable } from '../errors/unreachable.ts'
import { checkAudio, encodeAudio } from '../protocol/audio-payload.ts'
import { decodeServerMessage } from '../protocol/decode.ts'
import type { ServerData, ServerMessage, UnknownMessage } from '../protocol/server-message.ts'
import { defaultBaseUrl } from '../rest/base-url.ts'
import { callAddress } from './call-address.ts'
import type { CallConnection, CallEvents } from './connection.ts'
import { createEmitter } from './emitter.ts'
import type { EndReason } from './end-reason.ts'
import { startHeartbeat, type Heartbeat } from './heartbeat.ts'
import { createInbox } from './inbox.ts'
import { createLife } from './life.ts'
import { limitMs, maxWaiting } from './limits.ts'
import { notOpened } from './not-opened.ts'
import { createOutbox } from './outbox.ts'
import { webSocketWire, type WebSocketClass } from './web-socket.ts'

/** What a call is opened with. */
export interface CallOptions {
  /** The session token, from `session.generateToken`; it serves for one call. */
  readonly token: string
  /**
   * Where the platform is.
   *
   * @defaultValue `https://api.vatel.ai`
   */
  readonly baseUrl?: string
  /** A WebSocket class to use instead of the environment's. */
  readonly WebSocket?: WebSocketClass
  /** Hangs up when it aborts. */
  readonly signal?: AbortSignal
  /** Keeps the deadlines. */
  readonly clock?: Clock
}

/**
 * Opens a call. Await `opened` to know that it has begun; listen, or read `messages()`, whenever you are ready:
 * nothing that came before is lost.
 *
 * @throws {BadInput} when an option cannot be used
 */
export const openCall = ({
  token,
  baseUrl = defaultBaseUrl,
  WebSocket,
  signal,
  clock = systemClock,
}: CallOptions): CallConnection => {
  const address = callAddress(token, baseUrl)
  const emitter = createEmitter<CallEvents>()
  const inbox = createInbox(emitter)
  const opened = createDeferred<ServerData<'session_started'>>()
  const ended = createDeferred<EndReason>()
  let heartbeat: Heartbeat | undefined
  let farewell: EndReason = { type: 'hung-up' }

  // Whoever does not await `opened` learns the same from `ended`.
  opened.promise.catch(() => undefined)

  const life = createLife(clock, {
    changed: (state) => emitter.emit('state', state),
    ended: (reason) => {
      heartbeat?.stop()
      signal?.removeEventListener('abort', hangUp)
      outbox.close()
      inbox.end()
      opened.reject(notOpened(reason, signal?.reason))
      ended.resolve(reason)
      emitter.emit('end', reason)
    },
  })
  const isOver = () => life.state === 'closing' || life.state === 'ended'
  const breakOff = (reason: EndReason) => {
    life.end(reason)
    wire.terminate()
  }
  const leave = (reason: EndReason) => {
    if (isOver()) return
    farewell = reason
    outbox.close()
    life.enter('closing')
    life.within(limitMs.closing, () => breakOff(reason))
    wire.close()
  }
  const hangUp = () => leave({ type: 'hung-up' })
  const start = (data: ServerData<'session_started'>) => {
    life.enter('live')
    opened.resolve(data)
    outbox.open()
  }
  const receive = (message: ServerMessage | UnknownMessage) => {
    if (message.type === 'session_started' && life.state === 'starting') start(message.data)
    inbox.message(message)
    if (message.type === 'session_ended') leave({ type: 'session-ended' })
    if (inbox.waiting > maxWaiting) breakOff({ type: 'failed', error: new SlowConsumer(inbox.waiting) })
  }
  const alive = () => {
    heartbeat?.heard()
    if (life.state === 'suspect') life.enter('live')
  }
  const watch = (ping: () => void) =>
    startHeartbeat(clock, {
      ping,
      suspect: () => {
        if (life.state === 'live') life.enter('suspect')
      },
      dead: () => breakOff({ type: 'lost', code: 1006, reason: 'the platform gave no sign of life' }),
    })
  const wire = webSocketWire(WebSocket)(address.href, {
    opened: () => {
      if (isOver()) return
      life.enter('starting')
      life.within(limitMs.starting, () => breakOff({ type: 'timed-out', stage: 'starting' }))
      if (wire.ping !== undefined) heartbeat = watch(wire.ping)
    },
    message: (text) => {
      alive()
      if (isOver()) return
      const decoded = decodeServerMessage(text)
      if (isLeft(decoded)) inbox.invalid(decoded.left)
      else receive(decoded.right)
    },
    alive,
    refused: (status, message) => life.end({ type: 'refused', status, message }),
    failed: (code) => {
      const error = new Unreachable(address.origin, 'not-sent', code)
      life.end(life.state === 'closing' ? farewell : { type: 'failed', error })
    },
    closed: (code, reason) => life.end(life.state === 'closing' ? farewell : { type: 'lost', code, reason }),
  })
  const outbox = createOutbox(wire, clock, (message) => emitter.emit('sent', message))
  life.within(limitMs.opening, () => breakOff({ type: 'timed-out', stage: 'opening' }))
  signal?.addEventListener('abort', hangUp)
  if (signal?.aborted === true) hangUp()

  return {
    get state() {
      return life.state
    },
    opened: opened.promise,
    ended: ended.promise,
    get audio() {
      return outbox.audio
    },
    messages: () => inbox.messages(),
    on(event, listener) {
      const leave = emitter.on(event, listener)
      if (event === 'message') inbox.listened()
      return leave
    },
    sendAudio(audio) {
      if (typeof audio === 'string') checkAudio(audio)
      return outbox.sendAudio(typeof audio === 'string' ? audio : encodeAudio(audio))
    },
    sendToolOutput(toolCallId, output) {
      if (typeof toolCallId !== 'string' || toolCallId === '')
        throw new BadInput('toolCallId', 'must be the id that came with the tool_call')
      if (typeof output !== 'string')
        throw new BadInput('output', 'must be a string; use JSON.stringify for data')
      return outbox.sendToolOutput(toolCallId, output)
    },
    close: hangUp,
    async [Symbol.asyncDispose]() {
      hangUp()
      await ended.promise
    },
  }
}
