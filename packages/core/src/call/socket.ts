import { type Clock, systemClock } from '../clock.ts'
import { assertArgument } from '../errors.ts'
import { addressAt, defaultBaseUrl, parseBaseUrl } from '../net/base-url.ts'
import { createDeferred, onAbort } from '../net/deadline.ts'
import { checkAudio, encodeAudio } from '../protocol/audio-payload.ts'
import { isTooLarge, maxSentBytes, type ServerData } from '../protocol/messages.ts'
import type { CallAction, CallEvent, CallInput } from './call-events.ts'
import { createCall } from './call-model.ts'
import type { CallSocket, CallSocketEvents, Sent } from './connection.ts'
import { type EndReason, errorOfOwnEnd, type OwnEndReason } from './end-reason.ts'
import { nextDeadlineMs, stepCall } from './engine.ts'
import { createEmitter, createCallBuffer } from './receive-buffer.ts'
import { openTransport, type Transport, type TransportEvent, type WebSocketClass } from './transport.ts'
import { reportDelivery, uplinkStats } from './uplink.ts'

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
    // It goes into an address, which programs print: an API key must not.
    typeof token === 'string' && /^(?![sv]k[_-]|\{)[!-~]+$/.test(token),
    'token',
    'be a session token from session.generateToken, and no API key',
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

/** An action names a method of the transport, and has its argument. */
const act = (transport: Transport, { do: method, value }: CallAction): void => {
  const methods = transport as { readonly [M in CallAction['do']]?: (value: unknown) => void }
  methods[method]?.(value)
}

/**
 * Opens a call. Await `started` to know that the session has started; listen, or read `messages()`, when you are ready:
 * what came before is kept.
 *
 * @example
 * const call = openCall({ token })
 * const { id } = await call.started
 * for await (const message of call.messages()) show(message.type)
 * if (explainEnd(await call.ended).retryable) show('Call again')
 *
 * @throws {InvalidArgumentError} when an option cannot be used
 * @throws {UnreachableError} when the WebSocket class throws, as a browser's does where a page may not open the address
 */
export const openCall = (options: CallOptions): CallSocket => {
  // A program in JavaScript may leave the options out: the check of the token says so.
  const {
    token,
    baseUrl = defaultBaseUrl,
    WebSocket,
    signal,
    clock = systemClock,
  } = Object(options) as CallOptions
  const address = callAddress(token, baseUrl)
  const emitter = createEmitter<CallSocketEvents>()
  const started = createDeferred<ServerData<'session_started'>>()
  const ended = createDeferred<EndReason>()
  // A program that does not await `started` learns the same from `ended`.
  started.promise.catch(() => undefined)

  const nowMs = () => clock.performance.now()
  // What is no clock or signal throws here: later it would leave the socket open.
  nowMs()
  onAbort(signal, nowMs)()

  // A class may fire its events at once: they wait until the call exists, and listeners can be added.
  let early: TransportEvent[] | undefined = []
  const transport = openTransport(WebSocket, address, token, (event) => {
    if (early) early.push(event)
    else run(event)
  })
  const { lineReading, pingControl } = transport
  const call = createCall({ token, lineReading, pingControl }, nowMs())

  const noteLoad = () => run({ type: 'buffered', ...buffer.bufferUsage })
  const buffer = createCallBuffer(emitter, () => {
    if (pingControl && pingControl.flow !== 'open') noteLoad()
  })

  const emit = (event: CallEvent): void => {
    const { type, value } = event
    if (type === 'message' || type === 'invalid') {
      if (type === 'message' && value.type === 'session_started') started.resolve(value.data)
      buffer.add(event)
      if (buffer.bufferUsage.load > 1) noteLoad()
    } else {
      if (type === 'end') {
        ignoreSignal()
        buffer.end()
        ended.resolve(value)
      }
      emitter.emit(type, value)
      // A session that has started does not mind. A refused upgrade, which is no end of our own, has an error.
      if (value === 'closing' || value === 'ended')
        started.reject(call.openError ?? errorOfOwnEnd(call.reason as OwnEndReason, signal?.reason))
    }
  }

  let timer: unknown
  let wakesAtMs = Infinity
  const setTimer = () => {
    const dueAtMs = nextDeadlineMs(call)
    // A timer that comes too early costs less than one that is set anew for each frame.
    if (wakesAtMs <= dueAtMs && dueAtMs < Infinity) return
    clock.clearTimeout(timer)
    wakesAtMs = dueAtMs
    if (dueAtMs < Infinity) timer = clock.setTimeout(wake, Math.max(0, Math.ceil(dueAtMs - nowMs())))
  }
  const wake = () => {
    wakesAtMs = Infinity
    run({ type: 'wake' })
  }

  // Actions are done at once; an event that is caused while another is emitted waits its turn.
  let events: CallEvent[] | undefined
  const step = (input: CallInput): void => {
    const outputs = stepCall(call, input, nowMs())
    for (const output of outputs) if ('type' in output) events?.push(output)
    for (const output of outputs) if ('do' in output) act(transport, output)
  }
  const run = (input: CallInput): Sent['status'] => {
    const isOutermost = events === undefined
    events ??= []
    try {
      step(input)
      const { sendStatus: accepted } = call
      while (nextDeadlineMs(call) <= nowMs()) step({ type: 'wake' })
      if (isOutermost) for (const event of events) emit(event)
      return accepted
    } finally {
      if (isOutermost) {
        events = undefined
        setTimer()
      }
    }
  }

  const close = () => void run({ type: 'close' })
  const ignoreSignal = onAbort(signal, close)
  setTimer()
  if (signal?.aborted) close()
  if (early.length === 0) early = undefined
  else
    queueMicrotask(() => {
      for (const event of early ?? []) run(event)
      early = undefined
    })

  return {
    get state() {
      return call.state
    },
    started: started.promise,
    ended: ended.promise,
    get audio() {
      return uplinkStats(call)
    },
    get delivery() {
      return { ...reportDelivery(call, nowMs()), unreadMessages: buffer.dropped }
    },
    messages: buffer.messages,
    on: buffer.on,
    sendAudio: (audio) => ({ status: run(audioInput(audio)) }),
    sendToolOutput: (toolCallId, output) => ({ status: run(outputInput(toolCallId, output)) }),
    close,
    async [Symbol.asyncDispose]() {
      close()
      await ended.promise
    },
  }
}
