import type { CallEvent } from './call-events.ts'
import { createQueue, type Queue } from './call-model.ts'
import type { CallEvents } from './connection.ts'
import { dequeue, enqueue } from './uplink.ts'

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

/** Throws an error on a task of its own, as an uncaught one. */
export const rethrow = (error: unknown): void => {
  setTimeout(() => {
    throw error
  })
}

/**
 * Makes an emitter without listeners; `report` receives the errors of listeners, thrown or rejected.
 *
 * @example
 * const emitter = createEmitter<{ readonly level: number }>()
 * const stop = emitter.on('level', (level) => console.log(level))
 * emitter.emit('level', 0.5)
 */
export const createEmitter = <Events>(report: (error: unknown) => void = rethrow): Emitter<Events> => {
  // Without a prototype: else `toString` would have had a listener from the beginning.
  const listeners = Object.create(null) as { [K in keyof Events]?: Set<(value: Events[K]) => unknown> }
  return {
    on(event, listener) {
      // A function for each time, so that the same one may listen twice and leave once.
      const entry = (value: Events[typeof event]): unknown => listener(value)
      const entries = (listeners[event] ??= new Set())
      entries.add(entry)
      return () => {
        entries.delete(entry)
      }
    },
    has: (event) => Boolean(listeners[event]?.size),
    emit(event, value) {
      const entries = listeners[event]
      // Most `sent` events, fifty a second, have no listener.
      if (!entries) return
      // A copy, because a listener that is added during this event gets the next.
      for (const entry of [...entries]) {
        if (!entries.has(entry)) continue
        try {
          const done = entry(value)
          // Only real promises: the `then` of a query builder would run the query.
          if (done instanceof Promise) done.catch(report)
        } catch (error) {
          report(error)
        }
      }
    },
  }
}

type ReceivedMessage = Extract<CallEvent, { readonly type: 'message' }>

/** An event that is kept until somebody reads or listens. */
type Received = ReceivedMessage | Extract<CallEvent, { readonly type: 'invalid' }>

type Message = CallEvents['message']

/** Limits of what waits unread. Beyond them messages that nobody reads are dropped, oldest first. */
export interface MaxUnread {
  /** Number of messages. */
  readonly messages: number
  /** Characters of the messages' text, which is ASCII for the most part. */
  readonly length: number
}

/**
 * Limits of a call. For a slow reader Node pauses the socket, and a browser, which cannot, ends the call with
 * `SlowConsumerError`.
 */
export const maxUnread: MaxUnread = { messages: 1_500, length: 8_388_608 }

/** The used part of a receive buffer. */
interface Usage {
  /** Number of messages that wait. */
  readonly messages: number
  /** Part of the limit that is used: more than 1 is too much. */
  readonly load: number
}

/**
 * Received messages: kept until somebody reads or listens, then delivered to readers and listeners alike. What was kept is
 * delivered on a microtask, so that others may join before it is.
 */
export interface ReceiveBuffer<Events extends CallEvents = CallEvents> {
  /** Number of messages that were dropped because nobody had read them. */
  readonly dropped: number
  /** Takes a message, or the error of one that is not as documented. */
  add(event: Received): void
  /** Adds a listener to the emitter, and delivers what was kept for it; returns the function that removes it. */
  readonly on: <K extends keyof Events>(event: K, listener: (value: Events[K]) => void) => () => void
  /** Iterates over the messages that were kept, what comes, and then the end. */
  readonly messages: () => AsyncIterableIterator<Message>
  /** Takes no more; what was kept is delivered before. */
  end(): void
}

/** The receive buffer of a call, which knows how far it is filled. */
interface CallBuffer<Events extends CallEvents> extends ReceiveBuffer<Events> {
  /** The messages that wait for the slowest reader. */
  readonly bufferUsage: Usage
}

/** One iterator over the messages, and what it has not read yet. */
interface Reader {
  readonly backlog: Queue<ReceivedMessage>
  /** Length of the unread messages' texts. */
  length: number
  take(message: ReceivedMessage): void
  /** Answers the reads that wait, as far as messages came, or all of them at the end. */
  wake(): void
}

const lengthOf = (event: Received | undefined): number => (event?.type === 'message' ? event.length : 0)

/** Makes an empty buffer that delivers through an emitter, and calls `onDrained` when less may wait than before. */
export const createCallBuffer = <Events extends CallEvents>(
  emitter: Emitter<Events>,
  onDrained: () => void = () => undefined,
  { messages: mostMessages, length: mostLength }: MaxUnread = maxUnread,
): CallBuffer<Events> => {
  const readers = new Set<Reader>()
  /**
   * The events that are kept for the first reader or listener, with holes where one is delivered; `undefined` once all are
   * delivered at once.
   */
  let kept: (Received | undefined)[] | undefined = []
  let keptLength = 0
  let dropped = 0
  let hasListener = false
  let isEnded = false

  /** Delivers what was kept, or only the errors, where nobody wants the messages between them. */
  const release = () => {
    // A listener may add one for messages, which is then given them all, in their order.
    const deliversAll = hasListener
    for (let at = 0; kept && at < kept.length; at += 1) {
      const event = kept[at]
      if (event && (deliversAll || event.type === 'invalid')) {
        kept[at] = undefined
        emitter.emit(event.type, event.value as Events[Received['type']])
      }
    }
    if (!deliversAll) return
    kept = undefined
    onDrained()
  }
  const listen = (event: keyof Events) => {
    hasListener ||= event === 'message'
    queueMicrotask(release)
  }
  const messages = (): AsyncIterableIterator<Message> => {
    const reads: ((result: IteratorResult<Message, undefined>) => void)[] = []
    const over = { done: true, value: undefined } as const
    const unsubscribe = () => {
      if (readers.delete(reader)) onDrained()
      for (const read of reads.splice(0)) read(over)
    }
    const reader: Reader = {
      backlog: createQueue(),
      length: 0,
      take(message) {
        enqueue(reader.backlog, message)
        reader.length += message.length
        reader.wake()
      },
      wake() {
        while (reads.length > 0) {
          const message = readers.has(reader) ? dequeue(reader.backlog) : undefined
          if (message) {
            reader.length -= message.length
            reads.shift()?.({ done: false, value: message.value })
          } else if (isEnded || !readers.has(reader)) unsubscribe()
          else return
        }
      },
    }
    for (const event of kept ?? []) if (event?.type === 'message') reader.take(event)
    readers.add(reader)
    listen('message')
    return {
      next: () =>
        new Promise((resolve) => {
          reads.push(resolve)
          reader.wake()
          onDrained()
        }),
      return() {
        unsubscribe()
        return Promise.resolve(over)
      },
      [Symbol.asyncIterator]() {
        return this
      },
    }
  }
  return {
    get bufferUsage() {
      let messages = 0
      let longest = 0
      for (const { backlog, length } of readers) {
        messages = Math.max(messages, backlog.size)
        longest = Math.max(longest, length)
      }
      return { messages, load: Math.max(messages / mostMessages, longest / mostLength) }
    },
    get dropped() {
      return dropped
    },
    add(event) {
      if (!kept || (event.type === 'invalid' && !hasListener && emitter.has('invalid')))
        emitter.emit(event.type, event.value as Events[Received['type']])
      else {
        kept.push(event)
        keptLength += lengthOf(event)
        while (kept.length > mostMessages || keptLength > mostLength) {
          const oldest = kept.shift()
          keptLength -= lengthOf(oldest)
          if (oldest?.type === 'message') dropped += 1
        }
      }
      if (event.type === 'message') for (const reader of readers) reader.take(event)
    },
    on(event, listener) {
      if (event === 'message' || event === 'invalid') listen(event)
      return emitter.on(event, listener)
    },
    messages,
    end() {
      if (hasListener) release()
      isEnded = true
      for (const reader of readers) reader.wake()
    },
  }
}

/**
 * Makes a buffer in front of the listeners of an emitter, for a connection of your own: what comes before the first reader or
 * listener is kept, and delivered to all who begin in the same task. `limits` of what may wait for them are those of a call by
 * default.
 *
 * @example
 * const buffer = createReceiveBuffer(createEmitter<CallEvents>())
 * const connection = { on: buffer.on, messages: buffer.messages }
 */
export const createReceiveBuffer = <Events extends CallEvents>(
  emitter: Emitter<Events>,
  limits?: MaxUnread,
): ReceiveBuffer<Events> => createCallBuffer(emitter, undefined, limits)
