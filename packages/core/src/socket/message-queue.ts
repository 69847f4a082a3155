/** A queue that is read with `for await`. */
export interface MessageQueue<T> {
  /** How many wait to be read. */
  readonly size: number
  /** How long they are together, in the unit in which they were pushed. */
  readonly length: number
  push(value: T, length?: number): void
  /** No more will come: readers end once they have read the rest. */
  end(): void
  readonly values: AsyncIterableIterator<T>
}

/** Makes an empty queue; `left` is called once, when its reader has stopped, and `taken` after each that had waited. */
export const createMessageQueue = <T>(
  left: () => void,
  taken: () => void = () => undefined,
): MessageQueue<T> => {
  let waiting: { readonly value: T; readonly length: number }[] = []
  let length = 0
  let readers: ((result: IteratorResult<T, undefined>) => void)[] = []
  let state: 'open' | 'ending' | 'done' = 'open'
  const over = { done: true, value: undefined } as const
  const finish = () => {
    if (state === 'done') return
    state = 'done'
    waiting = []
    length = 0
    for (const reader of readers) reader(over)
    readers = []
    left()
  }
  const next = (): Promise<IteratorResult<T, undefined>> => {
    const first = waiting.shift()
    if (first !== undefined) {
      length -= first.length
      taken()
      return Promise.resolve({ done: false, value: first.value })
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
      return waiting.length
    },
    get length() {
      return length
    },
    push(value, valueLength = 0) {
      const reader = readers.shift()
      if (reader !== undefined) reader({ done: false, value })
      else if (state === 'open') {
        waiting.push({ value, length: valueLength })
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
