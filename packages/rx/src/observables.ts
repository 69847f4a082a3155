import { type MonoTypeOperatorFunction, Observable, ReplaySubject, share } from 'rxjs'

const queue: (() => void)[] = []
let isRunning = false

/** Runs a task at once, or after the running task and all queued ones. */
const runInOrder = (task: () => void): void => {
  queue.push(task)
  if (isRunning) return
  isRunning = true
  try {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) next()
  } finally {
    isRunning = false
  }
}

/**
 * Emits one value after the other: a value that a subscriber causes, in this stream or in any other trampolined one,
 * waits until every subscriber has the present value. So all subscribers see the same order. Does what
 * `observeOn(queueScheduler)` does at a fraction of the cost, for streams with a value per audio frame.
 *
 * ```
 * source      -(ab)-c-|    a subscriber that gets a causes b: all get a first
 * trampoline  -(ab)-c-|
 * ```
 */
export const trampoline =
  <T>(): MonoTypeOperatorFunction<T> =>
  (source) =>
    new Observable((subscriber) =>
      source.subscribe({
        next: (value) => runInOrder(() => subscriber.next(value)),
        error: (error: unknown) => runInOrder(() => subscriber.error(error)),
        complete: () => runInOrder(() => subscriber.complete()),
      }),
    )

/** Shares a source and replays its latest value to late subscribers; unsubscribes from it with the last subscriber. */
export const shareLatest = <T>(): MonoTypeOperatorFunction<T> =>
  share({ connector: () => new ReplaySubject(1), resetOnComplete: false, resetOnError: true })

/** Emits the result of a task; unsubscribing aborts it. */
export const abortable = <T>(task: (signal: AbortSignal) => Promise<T>): Observable<T> =>
  new Observable((subscriber) => {
    const controller = new AbortController()
    task(controller.signal).then(
      (value) => {
        subscriber.next(value)
        subscriber.complete()
      },
      (error: unknown) => subscriber.error(error),
    )
    return () => controller.abort()
  })
