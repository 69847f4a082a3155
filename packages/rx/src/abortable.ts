import { Observable } from 'rxjs'

/** Gives what a task resolves with; unsubscribing aborts it. */
export const abortable = <T>(task: (signal: AbortSignal) => Promise<T>): Observable<T> =>
  new Observable((subscriber) => {
    const stop = new AbortController()
    task(stop.signal).then(
      (value) => {
        subscriber.next(value)
        subscriber.complete()
      },
      (error: unknown) => subscriber.error(error),
    )
    return () => stop.abort()
  })
