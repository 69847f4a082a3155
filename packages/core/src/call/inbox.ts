import type { InvalidMessageError } from '../errors.ts'
import type { ServerMessage, UnknownMessage } from '../protocol/server-message.ts'
import type { Emitter } from './emitter.ts'
import type { CallEvents } from './connection.ts'
import { maxWaiting } from './limits.ts'
import { createMessageQueue, type MessageQueue } from './message-queue.ts'

type Message = ServerMessage | UnknownMessage

/** What came in: kept until somebody listens, then given to listeners and readers alike. */
export interface Inbox {
  /** How many messages wait for their slowest reader. */
  readonly waiting: number
  /** How much waits for the slowest reader, as a part of what may; more than 1 is too much. */
  readonly load: number
  /** Takes a message with the length of its text. */
  message(message: Message, length: number): void
  invalid(message: InvalidMessageError): void
  /** Somebody listens: what was kept comes on a task of its own, so that others may join before it does. */
  listened(): void
  messages(): AsyncIterableIterator<Message>
  /** No more will come; what was kept is given before. */
  end(): void
}

/** Makes an empty inbox that tells an emitter, and calls `eased` when less waits than before. */
export const createInbox = (emitter: Emitter<CallEvents>, eased: () => void): Inbox => {
  let kept: (() => void)[] | undefined = []
  let keptLength = 0
  let state: 'alone' | 'listened' | 'ended' = 'alone'
  const queues = new Set<MessageQueue<Message>>()
  const release = () => {
    const held = kept ?? []
    kept = undefined
    keptLength = 0
    for (const tell of held) tell()
    eased()
  }
  const tellMessage = (message: Message, length: number) => {
    emitter.emit('message', message)
    for (const queue of queues) queue.push(message, length)
  }
  const listened = () => {
    if (state === 'alone') state = 'listened'
    queueMicrotask(release)
  }
  const most = (measure: 'size' | 'length') => {
    let found = measure === 'size' ? (kept?.length ?? 0) : keptLength
    for (const queue of queues) found = Math.max(found, queue[measure])
    return found
  }
  return {
    get waiting() {
      return most('size')
    },
    get load() {
      if (kept === undefined && queues.size === 0) return 0
      return Math.max(most('size') / maxWaiting.messages, most('length') / maxWaiting.length)
    },
    message(message, length) {
      // Most messages are told at once: what need not be kept is not wrapped.
      if (kept === undefined) {
        tellMessage(message, length)
        return
      }
      kept.push(() => tellMessage(message, length))
      keptLength += length
    },
    invalid(message) {
      const tell = () => emitter.emit('invalid', message)
      if (kept === undefined) tell()
      else kept.push(tell)
    },
    listened,
    messages() {
      const queue = createMessageQueue<Message>(() => {
        queues.delete(queue)
        eased()
      }, eased)
      queues.add(queue)
      if (state === 'ended') {
        release()
        queue.end()
      }
      listened()
      return queue.values
    },
    end() {
      if (state === 'listened') release()
      state = 'ended'
      for (const queue of queues) queue.end()
    },
  }
}
