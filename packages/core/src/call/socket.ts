import { type Clock, systemClock } from '../clock.ts'
import { assertArgument } from '../errors.ts'
import { addressAt, defaultBaseUrl, parseBaseUrl } from '../net/base-url.ts'
import { createDeferred, onAbort } from '../net/deadline.ts'
import { checkAudio, encodeAudio } from '../protocol/audio-payload.ts'
import { isTooLarge, maxSentBytes, type ServerData } from '../protocol/messages.ts'
import { type CallInput, type CallOutput, createCall, nextDeadlineMs } from './call-model.ts'
import type { CallSocket, CallSocketEvents, Sent } from './connection.ts'
import { type EndReason, errorOfEnd } from './end-reason.ts'
import { stepCall } from './engine.ts'
import { createEmitter, createReceiveBuffer } from './receive-buffer.ts'
import { openTransport, originOf, type TransportEvent, type WebSocketClass } from './transport.ts'
import { reportDelivery } from './delivery.ts'
import { hasQueued, uplinkStats } from './uplink.ts'

/** Options of a call. */
export interface CallOptions {
  /** The session token, from `session.generateToken`; it serves for one call. */
  readonly token: string
  /**
   * The address of the platform.
   *
   * @defaultValue `https://api.vatel.ai`
   */
  readonly baseUrl?: string
  /** A WebSocket class to use instead of the environment's. */
  readonly WebSocket?: WebSocketClass
  /** Closes the call when it aborts. */
  readonly signal?: AbortSignal
  /** Measures the time. */
  readonly clock?: Clock
}

/** Returns the address of a call. The token is in it: it goes to the socket and nowhere else. */
const callAddress = (token: string, baseUrl: string): string => {
  assertArgument(
    typeof token === 'string' && /^[\x21-\x7e]+$/.test(token),
    'token',
    'be a session token from session.generateToken',
  )
  const address = addressAt(parseBaseUrl(baseUrl), '/v1/connection').replace(/^http/, 'ws')
  return `${address}?token=${encodeURIComponent(token)}`
}

const audioInput = (audio: Int16Array | Uint8Array | string): CallInput => {
  const base64 = typeof audio === 'string' ? checkAudio(audio) : encodeAudio(audio)
  assertArgument(base64.length <= maxSentBytes, 'audio', 'be 16 s or less: send 20 ms at a time')
  return { type: 'audio', audio: base64 }
}

// A program in JavaScript may pass anything.
const outputInput = (toolCallId: unknown, output: unknown): CallInput => {
  assertArgument(
    typeof toolCallId === 'string' && toolCallId !== '',
    'toolCallId',
    'be the id of a tool_call',
  )
  assertArgument(typeof output === 'string', 'output', 'be a string; use JSON.stringify for data')
  assertArgument(!isTooLarge(output), 'output', 'be at most 1 MiB of UTF-8: send a summary or a link')
  return { type: 'tool-output', toolCallId, output }
}

/**
 * Opens a call. Await `started` to know that the session has started; listen, or read `messages()`, when you are ready:
 * what came before is kept.
 *
 * @throws {InvalidArgumentError} when an option cannot be used
 * @throws {UnreachableError} when the WebSocket class throws, as a browser's does where a page may not open the address
 */
export const openCall = ({
  token,
  baseUrl = defaultBaseUrl,
  WebSocket,
  signal,
  clock = systemClock,
}: CallOptions): CallSocket => {
  const address = callAddress(token, baseUrl)
  const emitter = createEmitter<CallSocketEvents>()
  const started = createDeferred<ServerData<'session_started'>>()
  const ended = createDeferred<EndReason>()
  // A program that does not await `started` learns the same from `ended`.
  started.promise.catch(() => undefined)

  // A class may fire its events at once: they wait until the call exists, and listeners can be added.
  let early: TransportEvent[] | undefined = []
  const transport = openTransport(WebSocket, address, (event) => {
    if (early === undefined) run(event)
    else early.push(event)
  })
  const { line, ping, pause } = transport
  const nowMs = () => clock.performance.now()
  const call = createCall(
    { origin: originOf(address), token, canPing: ping !== undefined, canPause: pause !== undefined },
    nowMs(),
  )

  const noteLoad = () => void run({ type: 'buffered', messages: buffer.waiting, load: buffer.load })
  const buffer = createReceiveBuffer(emitter, () => {
    if (call.flow !== 'open') noteLoad()
  })

  /** Does an action; does nothing with an event. */
  const act = (output: CallOutput): void => {
    if (output.type === 'send') transport.send(output.text)
    else if (output.type === 'ping') ping?.()
    else if (output.type === 'pause') pause?.(output.isPaused)
    else if (output.type === 'disconnect') transport[output.how]()
  }
  /** Emits an event; does nothing with an action. */
  const emit = (output: CallOutput): void => {
    if (output.type === 'send') emitter.emit('sent', output.message)
    else if (output.type === 'message') {
      buffer.message(output.message, output.length)
      if (buffer.load > 1) noteLoad()
    } else if (output.type === 'invalid') buffer.invalid(output.error)
    else if (output.type === 'dropped') emitter.emit('dropped', output.report)
    else if (output.type === 'state') emitter.emit('state', output.state)
    else if (output.type === 'started') started.resolve(output.data)
    else if (output.type === 'not-started') started.reject(errorOfEnd(output.reason, signal?.reason))
    else if (output.type === 'end') {
      ignoreSignal()
      buffer.end()
      ended.resolve(output.reason)
      emitter.emit('end', output.reason)
    }
  }

  let timer: unknown
  let wakesAtMs = Infinity
  const setTimer = () => {
    const dueAtMs = nextDeadlineMs(call)
    // A timer that comes too early costs less than one that is set anew for each frame.
    if (dueAtMs === wakesAtMs || (wakesAtMs < dueAtMs && dueAtMs < Infinity)) return
    clock.clearTimeout(timer)
    wakesAtMs = dueAtMs
    if (dueAtMs < Infinity) timer = clock.setTimeout(wake, Math.max(0, Math.ceil(dueAtMs - nowMs())))
  }
  const wake = () => {
    wakesAtMs = Infinity
    run({ type: 'wake' })
  }

  // Actions are done at once; an event that is caused while another is emitted waits its turn.
  let events: CallOutput[] | undefined
  const step = (input: CallInput): CallOutput[] => {
    const outputs = stepCall(call, input, nowMs(), line)
    events?.push(...outputs)
    for (const output of outputs) act(output)
    return outputs
  }
  const take = (input: CallInput): CallOutput[] => {
    const { uplink } = call
    let { sentBytes } = uplink
    const outputs = step(input)
    // What waits follows one by one, for each changes how much the socket holds.
    while (uplink.sentBytes > sentBytes && hasQueued(uplink)) {
      ;({ sentBytes } = uplink)
      step({ type: 'drain' })
    }
    return outputs
  }
  const run = (input: CallInput): CallOutput[] => {
    if (events !== undefined) return take(input)
    events = []
    try {
      const outputs = take(input)
      for (const output of events) emit(output)
      return outputs
    } finally {
      events = undefined
      setTimer()
    }
  }
  const offer = (input: CallInput): Sent =>
    run(input).find((output) => output.type === 'accepted')?.sent ?? { status: 'dropped' }

  const close = () => void run({ type: 'close' })
  const ignoreSignal = onAbort(signal, close)
  setTimer()
  if (signal?.aborted === true) close()
  if (early.length === 0) early = undefined
  else
    queueMicrotask(() => {
      for (const event of early ?? []) run(event)
      early = undefined
    })

  return {
    get state() {
      return call.lifecycle.state
    },
    started: started.promise,
    ended: ended.promise,
    get audio() {
      return uplinkStats(call.uplink)
    },
    get delivery() {
      const report = reportDelivery(call.delivery, call.uplink, nowMs(), line)
      return { ...report, unreadMessages: buffer.dropped }
    },
    messages: () => buffer.messages(),
    on(event, listener) {
      const stop = emitter.on(event, listener)
      if (event === 'message' || event === 'invalid') buffer.listened(event)
      return stop
    },
    sendAudio: (audio) => offer(audioInput(audio)),
    sendToolOutput: (toolCallId, output) => offer(outputInput(toolCallId, output)),
    close,
    async [Symbol.asyncDispose]() {
      close()
      await ended.promise
    },
  }
}
