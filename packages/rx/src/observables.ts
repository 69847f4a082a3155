import { type MonoTypeOperatorFunction, Observable, ReplaySubject, share } from 'rxjs'

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
