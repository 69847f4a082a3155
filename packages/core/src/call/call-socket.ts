import { systemClock } from '../clock.ts'
import { SlowConsumerError } from '../errors.ts'
import { defaultBaseUrl } from '../net/base-url.ts'
import { createDeferred, onAbort } from '../net/deadline.ts'
import { decodeServerMessage } from '../protocol/decode.ts'
import type { ServerData, ServerMessage, UnknownMessage } from '../protocol/server-message.ts'
import { createAccount } from './account.ts'
import { createOverflow } from './backpressure.ts'
import { callAddress } from './call-address.ts'
import type { CallOptions } from './call-options.ts'
import { checkedAudio, checkToolOutput } from './checked-input.ts'
import { createEmitter } from './emitter.ts'
import { type EndReason, errorOfEnd, stageMs } from './end-reason.ts'
import { createEndings } from './endings.ts'
import type { Heartbeat } from './heartbeat.ts'
import { createInbox } from './inbox.ts'
import { createLedger } from './ledger.ts'
import { createLife } from './life.ts'
import { invalidPerSecond } from './limits.ts'
import { createOutbox } from './outbox.ts'
import { createRateLimit } from './rate-limit.ts'
import type { CallSocket, CallSocketEvents } from './socket-connection.ts'
import { watchWire } from './watch-wire.ts'
import { webSocketWire } from './web-socket.ts'
import { isLeft } from 'fp-ts/Either'

/**
 * Opens a call. Await `opened` to know that it has begun; listen, or read `messages()`, whenever you are ready:
 * nothing that came before is lost.
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
  const endings = createEndings(address.origin, token)
  const emitter = createEmitter<CallSocketEvents>()
  const ledger = createLedger(clock)
  const mayTellInvalid = createRateLimit(clock, invalidPerSecond)
  const opened = createDeferred<ServerData<'session_started'>>()
  const ended = createDeferred<EndReason>()
  const inbox = createInbox(emitter, () => backpressure.eased())
  let heartbeat: Heartbeat | undefined
  let farewell: EndReason = { type: 'hung-up' }

  // Whoever does not await `opened` learns the same from `ended`.
  opened.promise.catch(() => undefined)

  const life = createLife(clock, {
    changed: (state) => emitter.emit('state', state),
    ended: (reason) => {
      heartbeat?.stop()
      ignoreSignal()
      outbox.close()
      account.close()
      inbox.end()
      opened.reject(errorOfEnd(reason, signal?.reason))
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
    // Whoever waits for the beginning need not wait for the other side's goodbye.
    opened.reject(errorOfEnd(reason, signal?.reason))
    life.within(stageMs.closing, () => breakOff(reason))
    backpressure.release()
    wire.close()
  }
  const hangUp = () => leave({ type: 'hung-up' })
  const start = (data: ServerData<'session_started'>) => {
    life.enter('live')
    opened.resolve(data)
    outbox.open()
  }
  const receive = (message: ServerMessage | UnknownMessage, length: number) => {
    if (message.type === 'session_started' && life.state === 'starting') start(message.data)
    ledger.received(message)
    inbox.message(message, length)
    if (message.type === 'session_ended') leave({ type: 'session-ended' })
  }
  const alive = () => {
    const nowMs = clock.performance.now()
    ledger.heard(nowMs)
    account.heard()
    heartbeat?.heard(nowMs)
    if (life.state === 'suspect') life.enter('live')
  }
  const wire = webSocketWire(WebSocket)(address.href, {
    started: () => {
      if (isOver()) return
      life.enter('starting')
      life.within(stageMs.starting, () => breakOff({ type: 'timed-out', stage: 'starting' }))
      heartbeat = watchWire(wire, clock, signs, {
        suspect: () => {
          if (life.state === 'live') life.enter('suspect')
        },
        dead: () => breakOff({ type: 'lost', code: 1006, reason: 'the platform gave no sign of life' }),
      })
    },
    message: (text) => {
      alive()
      if (isOver()) return
      const decoded = decodeServerMessage(text)
      if (!isLeft(decoded)) receive(decoded.right, text.length)
      else {
        ledger.receivedInvalid()
        if (mayTellInvalid()) inbox.invalid(decoded.left)
      }
      // A listener may have hung up meanwhile; then whatever still comes is read.
      if (!isOver()) backpressure.grew()
    },
    alive,
    refused: (...answer) => life.end(endings.refused(...answer)),
    failed: (failure) => life.end(life.state === 'closing' ? farewell : endings.failed(failure)),
    closed: (code, reason) => life.end(life.state === 'closing' ? farewell : endings.closed(code, reason)),
  })
  const outbox = createOutbox(wire, clock, {
    sent: (message) => {
      ledger.sent(message)
      emitter.emit('sent', message)
    },
    dropped: (loss) => emitter.emit('dropped', loss),
  })
  const account = createAccount(ledger, outbox)
  const signs = { handedBytes: () => outbox.handedBytes, isAnswerDue: () => ledger.isAnswerDue }
  const backpressure = (wire.backpressure ?? createOverflow)({
    load: () => inbox.load,
    held: (isHeld) => heartbeat?.hold(isHeld),
    overflowed: () => breakOff({ type: 'failed', error: new SlowConsumerError(inbox.waiting) }),
  })
  life.within(stageMs.connecting, () => breakOff({ type: 'timed-out', stage: 'connecting' }))
  const ignoreSignal = onAbort(signal, hangUp)
  if (signal?.aborted === true) hangUp()

  return {
    get state() {
      return life.state
    },
    started: opened.promise,
    ended: ended.promise,
    get audio() {
      return outbox.audio
    },
    get delivery() {
      return account.read()
    },
    messages: () => inbox.messages(),
    on(event, listener) {
      const leave = emitter.on(event, listener)
      if (event === 'message') inbox.listened()
      return leave
    },
    sendAudio: (audio) => outbox.sendAudio(checkedAudio(audio)),
    sendToolOutput(toolCallId, output) {
      checkToolOutput(toolCallId, output)
      return ledger.answered(toolCallId)
        ? outbox.sendToolOutput(toolCallId, output)
        : outbox.amendOrphan(toolCallId, output)
    },
    close: hangUp,
    async [Symbol.asyncDispose]() {
      hangUp()
      await ended.promise
    },
  }
}
