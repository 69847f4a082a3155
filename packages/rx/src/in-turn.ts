import { type MonoTypeOperatorFunction, Observable } from 'rxjs'

const waiting: (() => void)[] = []
let isBusy = false

/** Does a thing at once, or else after what is being done and all that waits. */
const takeTurn = (task: () => void): void => {
  waiting.push(task)
  if (isBusy) return
  isBusy = true
  try {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) next()
  } finally {
    isBusy = false
  }
}

/**
 * Hands on one value after the other: one that is caused while another is handed round, by this stream or by any other
 * that is in turn, waits until everybody has that. So everybody sees the same order. It is `observeOn(queueScheduler)`
 * at a fraction of the cost, for streams that have a value with each frame of sound.
 *
 * ```
 * source  -(ab)-c-|    whoever gets a causes b: first everybody has a
 * inTurn  -(ab)-c-|
 * ```
 */
export const inTurn =
  <T>(): MonoTypeOperatorFunction<T> =>
  (source) =>
    new Observable((subscriber) =>
      source.subscribe({
        next: (value) => takeTurn(() => subscriber.next(value)),
        error: (error: unknown) => takeTurn(() => subscriber.error(error)),
        complete: () => takeTurn(() => subscriber.complete()),
      }),
    )
