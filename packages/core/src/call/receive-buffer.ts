import type { InvalidMessageError } from '../errors.ts'
import type { ServerMessage, UnknownMessage } from '../protocol/messages.ts'
import type { CallEvents } from './connection.ts'
import { clear, createQueue, dequeue, drain, enqueue } from './queue.ts'

/**
 * Listeners by event. One that throws, or returns a promise that rejects, stops no other: its error is thrown again, once,
 * on a task of its own.
 */
export interface Emitter<Events> {
  on<K extends keyof Events>(event: K, listener: (value: Events[K]) => void): () => void
  /** Returns whether an event has a listener. */
  has(event: keyof Events): boolean
  emit<K extends keyof Events>(event: K, value: Events[K]): void
}

const rethrow = (error: unknown): void => {
  setTimeout(() => {
    throw error
  })
}

/** Makes an emitter without listeners; `report` receives the errors of listeners, thrown or rejected. */
export const createEmitter = <Events>(report: (error: unknown) => void = rethrow): Emitter<Events> => {
  interface Entry<K extends keyof Events> {
    readonly call: (value: Events[K]) => unknown
    readonly since: number
  }
  // Without a prototype: else `toString` would have had a listener from the beginning.
  const listeners = Object.create(null) as { [K in keyof Events]?: Set<Entry<K>> }
  let added = 0
  return {
    on(event, listener) {
      added += 1
      // One entry for each time, so that the same function may listen twice and leave once.
      const entry = { call: listener, since: added }
      const entries = (listeners[event] ??= new Set())
      entries.add(entry)
      return () => {
        entries.delete(entry)
      }
    },
    has: (event) => (listeners[event]?.size ?? 0) > 0,
    emit(event, value) {
      const entries = listeners[event]
      // Most `sent` events, fifty a second, have no listener.
      if (entries === undefined) return
      const until = added
      for (const { call, since } of entries) {
        // A listener that is added during this event gets the next.
        if (since > until) return
        try {
          const done = call(value)
          // Only real promises: the `then` of a query builder would run the query.
          if (done instanceof Promise) done.catch(report)
        } catch (error) {
          report(error)
        }
      }
    },
  }
}

type Message = ServerMessage | UnknownMessage

/**
 * Limits of what waits unread. Beyond them messages that nobody reads are dropped, oldest first; for a slow reader Node
 * pauses the socket, and a browser, which cannot, ends the call with `SlowConsumerError`.
 */
export const maxUnread = {
  messages: 1_500,
  /** In characters of the messages' text, which is ASCII for the most part. */
  length: 8_388_608,
} as const

/** A queue that is read with `for await`. */
export interface MessageQueue<T> {
  readonly values: AsyncIterableIterator<T>
  /** Number of values that wait to be read. */
  readonly size: number
  /** Sum of their lengths, in the unit in which they were pushed. */
  readonly length: number
  push(value: T, length: number): void
  /** Ends the iteration once the rest has been read. */
  end(): void
}

/** Makes an empty queue; `onTaken` is called after each value that had waited, `onLeft` once, when its reader has stopped. */
export const createMessageQueue = <T>(onLeft: () => void, onTaken: () => void): MessageQueue<T> => {
  const waiting = createQueue<{ readonly value: T; readonly length: number }>()
  const readers = createQueue<(result: IteratorResult<T, undefined>) => void>()
  let length = 0
  let state: 'open' | 'ending' | 'done' = 'open'
  const over = { done: true, value: undefined } as const
  const finish = () => {
    if (state === 'done') return
    state = 'done'
    clear(waiting)
    length = 0
    for (const reader of drain(readers)) reader(over)
    onLeft()
  }
  const values: AsyncIterableIterator<T> = {
    next() {
      const taken = dequeue(waiting)
      if (taken !== undefined) {
        length -= taken.length
        onTaken()
        return Promise.resolve({ done: false, value: taken.value })
      }
      if (state === 'open') return new Promise((resolve) => enqueue(readers, resolve))
      finish()
      return Promise.resolve(over)
    },
    return() {
      finish()
      return Promise.resolve(over)
    },
    [Symbol.asyncIterator]: () => values,
  }
  return {
    values,
    get size() {
      return waiting.size
    },
    get length() {
      return length
    },
    push(value, valueLength) {
      const reader = dequeue(readers)
      if (reader !== undefined) reader({ done: false, value })
      else if (state === 'open') {
        enqueue(waiting, { value, length: valueLength })
        length += valueLength
      }
    },
    end() {
      if (state !== 'open') return
      state = 'ending'
      if (readers.size > 0) finish()
    },
  }
}

/** Received messages: kept until somebody reads or listens, then delivered to readers and listeners alike. */
export interface ReceiveBuffer {
  /** Number of messages that wait for the slowest reader. */
  readonly waiting: number
  /** Part of the limit that is used for the slowest reader: more than 1 is too much. */
  readonly load: number
  /** Number of messages that were dropped because nobody had read them. */
  readonly dropped: number
  /** Takes a message with the length of its text. */
  message(message: Message, length: number): void
  invalid(error: InvalidMessageError): void
  /**
   * Records that somebody listens to an event: what was kept is delivered on a microtask, so that others may join before
   * it is.
   */
  listened(event: 'message' | 'invalid'): void
  messages(): AsyncIterableIterator<Message>
  /** Takes no more; what was kept is delivered before. */
  end(): void
}

interface Kept {
  readonly length: number
  readonly message?: Message
  readonly error?: InvalidMessageError
}

/** Makes an empty buffer that delivers through an emitter, and calls `onDrained` when less waits than before. */
export const createReceiveBuffer = (emitter: Emitter<CallEvents>, onDrained: () => void): ReceiveBuffer => {
  const kept = createQueue<Kept>()
  const queues = new Set<MessageQueue<Message>>()
  let keptLength = 0
  let dropped = 0
  /** `direct`: everything that comes is delivered at once. */
  let state: 'alone' | 'listened' | 'direct' = 'alone'
  let isEnded = false

  const deliverMessage = (message: Message, length: number) => {
    emitter.emit('message', message)
    for (const queue of queues) queue.push(message, length)
  }
  const deliver = ({ message, error, length }: Kept) => {
    if (error !== undefined) emitter.emit('invalid', error)
    if (message !== undefined) deliverMessage(message, length)
  }
  const release = () => {
    state = 'direct'
    for (const entry of drain(kept)) deliver(entry)
    keptLength = 0
    onDrained()
  }
  const keep = (entry: Kept) => {
    enqueue(kept, entry)
    keptLength += entry.length
    while (kept.size > maxUnread.messages || keptLength > maxUnread.length) {
      const oldest = dequeue(kept)
      keptLength -= oldest?.length ?? 0
      if (oldest?.message !== undefined) dropped += 1
    }
  }
  /** Delivers the errors that were kept, where nobody wants the messages between them. */
  const releaseErrors = () => {
    if (state !== 'alone') return
    for (let left = kept.size; left > 0; left -= 1) {
      const entry = dequeue(kept)
      if (entry?.error !== undefined) deliver(entry)
      else if (entry !== undefined) enqueue(kept, entry)
    }
  }
  const listened = (event: 'message' | 'invalid') => {
    if (event === 'invalid') queueMicrotask(releaseErrors)
    else if (state === 'alone') {
      state = 'listened'
      queueMicrotask(release)
    }
  }
  const most = (measure: 'size' | 'length') => {
    let found = 0
    for (const queue of queues) found = Math.max(found, queue[measure])
    return found
  }
  return {
    get waiting() {
      return most('size')
    },
    get load() {
      return queues.size === 0
        ? 0
        : Math.max(most('size') / maxUnread.messages, most('length') / maxUnread.length)
    },
    get dropped() {
      return dropped
    },
    message(message, length) {
      // Most messages are delivered at once, and need no entry.
      if (state === 'direct') deliverMessage(message, length)
      else keep({ message, length })
    },
    invalid(error) {
      if (state === 'direct' || (state === 'alone' && emitter.has('invalid'))) emitter.emit('invalid', error)
      else keep({ error, length: 0 })
    },
    listened,
    messages() {
      const queue = createMessageQueue<Message>(() => {
        queues.delete(queue)
        onDrained()
      }, onDrained)
      queues.add(queue)
      if (isEnded) {
        release()
        queue.end()
      } else listened('message')
      return queue.values
    },
    end() {
      if (state === 'listened') release()
      isEnded = true
      for (const queue of queues) queue.end()
    },
  }
}
