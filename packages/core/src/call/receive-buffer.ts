import type { CallEvent } from './call-events.ts'
import type { CallEvents } from './connection.ts'

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

/** An event that is kept until somebody reads or listens. */
type Received = Extract<CallEvent, { readonly type: 'message' | 'invalid' }>

type Message = CallEvents['message']

/**
 * Limits of what waits unread. Beyond them messages that nobody reads are dropped, oldest first; for a slow reader Node
 * pauses the socket, and a browser, which cannot, ends the call with `SlowConsumerError`.
 */
export const maxUnread = {
  messages: 1_500,
  /** In characters of the messages' text, which is ASCII for the most part. */
  length: 8_388_608,
} as const

/** Received messages: kept until somebody reads or listens, then delivered to readers and listeners alike. */
export interface ReceiveBuffer {
  /** Number of messages that wait for the slowest reader. */
  readonly waiting: number
  /** Part of the limit that is used for the slowest reader: more than 1 is too much. */
  readonly load: number
  /** Number of messages that were dropped because nobody had read them. */
  readonly dropped: number
  /** Takes a message, or the error of one that is not as documented. */
  add(event: Received): void
  /**
   * Records that somebody listens to an event: what was kept is delivered on a microtask, so that others may join before
   * it is.
   */
  listened(event: 'message' | 'invalid'): void
  messages(): AsyncIterableIterator<Message>
  /** Takes no more; what was kept is delivered before. */
  end(): void
}

/** A received event, with the amount received until then. A reader keeps the last entry that it has read: older ones can be freed. */
interface Entry {
  event?: Received | undefined
  /** Number of entries, number of messages, and length of the messages' texts. */
  readonly entries: number
  readonly messages: number
  readonly length: number
  next?: Entry | undefined
}

type Result = IteratorResult<Message, undefined>

interface Reader {
  at: Entry
  /** Answers the reads that wait, as far as messages came, or all of them at the end. */
  wake(): void
}

/** Makes an empty buffer that delivers through an emitter, and calls `onDrained` when less may wait than before. */
export const createReceiveBuffer = (emitter: Emitter<CallEvents>, onDrained: () => void): ReceiveBuffer => {
  const readers = new Set<Reader>()
  let last: Entry = { entries: 0, messages: 0, length: 0 }
  /** The last entry before those that are kept for the first reader or listener; `undefined` once all is delivered at once. */
  let kept: Entry | undefined = last
  let dropped = 0
  let hasListener = false
  let isEnded = false

  /** Delivers what was kept, or only the errors, where nobody wants the messages between them. */
  const release = () => {
    for (let entry = kept?.next; entry !== undefined; entry = entry.next) {
      const { event } = entry
      if (event?.type === 'invalid') entry.event = undefined
      else if (!hasListener) continue
      if (event !== undefined) emitter.emit(event.type, event.value)
    }
    if (!hasListener) return
    kept = undefined
    onDrained()
  }
  const listened = (event: 'message' | 'invalid') => {
    hasListener ||= event === 'message'
    queueMicrotask(release)
  }
  const messages = (): AsyncIterableIterator<Message> => {
    const reads: ((result: Result) => void)[] = []
    const over: Result = { done: true, value: undefined }
    const leave = () => {
      if (readers.delete(reader)) onDrained()
      for (const read of reads.splice(0)) read(over)
    }
    const take = (): Result | undefined => {
      while (readers.has(reader) && reader.at.next !== undefined) {
        const { at } = reader
        const { event } = (reader.at = reader.at.next)
        // Else an old entry, long read, would keep all that come after it through the collections of young objects.
        if (kept === undefined && readers.size === 1) at.next = undefined
        if (event?.type === 'message') return { done: false, value: event.value }
      }
      if (isEnded) leave()
      return readers.has(reader) ? undefined : over
    }
    const reader: Reader = {
      at: kept ?? last,
      wake() {
        while (reads.length > 0) {
          const result = take()
          if (result === undefined) return
          reads.shift()?.(result)
        }
      },
    }
    readers.add(reader)
    listened('message')
    return {
      next: () =>
        new Promise((resolve) => {
          reads.push(resolve)
          reader.wake()
          onDrained()
        }),
      return() {
        leave()
        return Promise.resolve(over)
      },
      [Symbol.asyncIterator]() {
        return this
      },
    }
  }
  const most = (measure: 'messages' | 'length') => {
    let found = 0
    for (const { at } of readers) found = Math.max(found, last[measure] - at[measure])
    return found
  }
  return {
    get waiting() {
      return most('messages')
    },
    get load() {
      return Math.max(most('messages') / maxUnread.messages, most('length') / maxUnread.length)
    },
    get dropped() {
      return dropped
    },
    add(event) {
      const isMessage = event.type === 'message'
      const isAtOnce = kept === undefined || (!isMessage && !hasListener && emitter.has('invalid'))
      // Most messages are delivered at once, and need no entry.
      if (!isAtOnce || (isMessage && readers.size > 0))
        last = last.next = {
          event,
          entries: last.entries + 1,
          messages: last.messages + (isMessage ? 1 : 0),
          length: last.length + (isMessage ? event.length : 0),
          next: undefined,
        }
      if (isAtOnce) emitter.emit(event.type, event.value)
      while (
        kept !== undefined &&
        (last.entries - kept.entries > maxUnread.messages || last.length - kept.length > maxUnread.length)
      ) {
        kept = kept.next ?? last
        if (kept.event?.type === 'message') dropped += 1
      }
      for (const reader of readers) reader.wake()
    },
    listened,
    messages,
    end() {
      if (hasListener) release()
      isEnded = true
      for (const reader of readers) reader.wake()
    },
  }
}
