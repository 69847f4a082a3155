/** A queue that is read with `for await`. */
export interface MessageQueue<T> {
  /** How many wait to be read. */
  readonly size: number
  push(value: T): void
  /** No more will come: readers end once they have read the rest. */
  end(): void
  readonly values: AsyncIterableIterator<T>
}

/** Makes an empty queue; `left` is called once, when its reader has stopped. */
export const createMessageQueue = <T>(left: () => void): MessageQueue<T> => {
  let waiting: T[] = []
  let readers: ((result: IteratorResult<T, undefined>) => void)[] = []
  let state: 'open' | 'ending' | 'done' = 'open'
  const over = { done: true, value: undefined } as const
  const finish = () => {
    if (state === 'done') return
    state = 'done'
    waiting = []
    for (const reader of readers) reader(over)
    readers = []
    left()
  }
  const next = (): Promise<IteratorResult<T, undefined>> => {
    const first = waiting.shift()
    if (first !== undefined) return Promise.resolve({ done: false, value: first })
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
    push(value) {
      const reader = readers.shift()
      if (reader !== undefined) reader({ done: false, value })
      else if (state === 'open') waiting.push(value)
    },
    end() {
      if (state !== 'open') return
      state = 'ending'
      if (readers.length > 0) finish()
    },
    values,
  }
}
