/** A queue that is read with `for await`. */
export interface MessageQueue<T> {
  /** How many wait to be read. */
  readonly size: number
  /** How long they are together, in the unit in which they were pushed. */
  readonly length: number
  push(value: T, length: number): void
  /** No more will come: readers end once they have read the rest. */
  end(): void
  readonly values: AsyncIterableIterator<T>
}

/** One that waits, and who waits behind it: an array that is read from its front moves all the rest each time. */
interface Link<T> {
  readonly value: T
  readonly length: number
  next: Link<T> | undefined
}

/** Makes an empty queue; `left` is called once, when its reader has stopped, and `taken` after each that had waited. */
export const createMessageQueue = <T>(left: () => void, taken: () => void): MessageQueue<T> => {
  let first: Link<T> | undefined
  let last: Link<T> | undefined
  let size = 0
  let length = 0
  let readers: ((result: IteratorResult<T, undefined>) => void)[] = []
  let state: 'open' | 'ending' | 'done' = 'open'
  const over = { done: true, value: undefined } as const
  const finish = () => {
    if (state === 'done') return
    state = 'done'
    first = undefined
    size = 0
    length = 0
    for (const reader of readers) reader(over)
    readers = []
    left()
  }
  const next = (): Promise<IteratorResult<T, undefined>> => {
    if (first !== undefined) {
      const { value } = first
      size -= 1
      length -= first.length
      first = first.next
      taken()
      return Promise.resolve({ done: false, value })
    }
    if (state !== 'open') {
      finish()
      return Promise.resolve(over)
    }
    return new Promise((resolve) => readers.push(resolve))
  }
  const values: AsyncIterableIterator<T> = {
    next,
    return: () => {
      finish()
      return Promise.resolve(over)
    },
    [Symbol.asyncIterator]: () => values,
  }
  return {
    get size() {
      return size
    },
    get length() {
      return length
    },
    push(value, valueLength) {
      const reader = readers.shift()
      if (reader !== undefined) reader({ done: false, value })
      else if (state === 'open') {
        const link: Link<T> = { value, length: valueLength, next: undefined }
        if (first === undefined || last === undefined) first = link
        else last.next = link
        last = link
        size += 1
        length += valueLength
      }
    },
    end() {
      if (state !== 'open') return
      state = 'ending'
      if (readers.length > 0) finish()
    },
    values,
  }
}
