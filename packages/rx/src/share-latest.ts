import { type MonoTypeOperatorFunction, ReplaySubject, share } from 'rxjs'

/** Shares a source and gives a late subscriber its latest value; leaves it when nobody is subscribed any more. */
export const shareLatest = <T>(): MonoTypeOperatorFunction<T> =>
  share({ connector: () => new ReplaySubject(1), resetOnComplete: false, resetOnError: true })
