interface Link<T> {
  readonly value: T
  next: Link<T> | undefined
}

/** First-in, first-out queue: a linked list, for `Array.shift()` is O(n) on long arrays. */
export interface Queue<T> {
  size: number
  first: Link<T> | undefined
  last: Link<T> | undefined
}

/** Makes an empty queue. */
export const createQueue = <T>(): Queue<T> => ({ size: 0, first: undefined, last: undefined })

/** Appends a value. */
export const enqueue = <T>(queue: Queue<T>, value: T): void => {
  const link: Link<T> = { value, next: undefined }
  if (queue.last === undefined) queue.first = link
  else queue.last.next = link
  queue.last = link
  queue.size += 1
}

/** Removes the oldest value and returns it; `undefined` when the queue is empty. */
export const dequeue = <T>(queue: Queue<T>): T | undefined => {
  const { first } = queue
  if (first === undefined) return undefined
  queue.first = first.next
  if (queue.first === undefined) queue.last = undefined
  queue.size -= 1
  return first.value
}

/** Removes the values one by one, oldest first; one that is added meanwhile follows. */
export function* drain<T>(queue: Queue<T>): Generator<T, void> {
  for (let value = dequeue(queue); value !== undefined; value = dequeue(queue)) yield value
}

/** Removes every value. */
export const clear = (queue: Queue<unknown>): void => {
  queue.size = 0
  queue.first = queue.last = undefined
}
