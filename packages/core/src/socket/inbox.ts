import type { BadMessage } from '../errors/bad-message.ts'
import type { ServerMessage, UnknownMessage } from '../protocol/server-message.ts'
import type { Emitter } from './emitter.ts'
import type { CallEvents } from './connection.ts'
import { createMessageQueue, type MessageQueue } from './message-queue.ts'

type Message = ServerMessage | UnknownMessage

/** What came in: kept until somebody listens, then given to listeners and readers alike. */
export interface Inbox {
  /** How many messages wait for their slowest reader. */
  readonly waiting: number
  message(message: Message): void
  invalid(message: BadMessage): void
  /** Somebody listens: what was kept comes on a task of its own, so that others may join before it does. */
  listened(): void
  messages(): AsyncIterableIterator<Message>
  /** No more will come; what was kept is given before. */
  end(): void
}

/** Makes an empty inbox that tells an emitter. */
export const createInbox = (emitter: Emitter<CallEvents>): Inbox => {
  let kept: (() => void)[] | undefined = []
  let state: 'alone' | 'listened' | 'ended' = 'alone'
  const queues = new Set<MessageQueue<Message>>()
  const release = () => {
    const held = kept ?? []
    kept = undefined
    for (const tell of held) tell()
  }
  const give = (tell: () => void) => {
    if (kept === undefined) tell()
    else kept.push(tell)
  }
  const listened = () => {
    if (state === 'alone') state = 'listened'
    queueMicrotask(release)
  }
  return {
    get waiting() {
      return Math.max(kept?.length ?? 0, ...[...queues].map(({ size }) => size))
    },
    message: (message) =>
      give(() => {
        emitter.emit('message', message)
        for (const queue of queues) queue.push(message)
      }),
    invalid: (message) => give(() => emitter.emit('invalid', message)),
    listened,
    messages() {
      const queue = createMessageQueue<Message>(() => queues.delete(queue))
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
