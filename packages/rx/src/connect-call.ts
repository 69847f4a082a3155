import {
  type CallConnection,
  type CallOptions,
  InvalidArgumentError,
  openCall,
  systemClock,
  withTimeout,
} from '@vatel/core'
import { defer, Observable, of, switchMap } from 'rxjs'
import { CallFailedError, isFailure } from './call-failed-error.ts'
import { type Call, callOf } from './call.ts'
import { abortable } from './observables.ts'

/** Options of `connectCall`: those of `openCall`, with the token as a string or a function. */
export interface ConnectCallOptions extends Omit<CallOptions, 'token'> {
  /**
   * The session token, or a function that mints one within 20 s, with or without a promise. A token is good for one call:
   * pass a function where `retry`, `repeat` or `redial` can subscribe again.
   */
  readonly token: string | (() => string | Promise<string>)
  /**
   * Opens the connection, over a WebSocket or over any other transport.
   *
   * @defaultValue `openCall` - a WebSocket to the platform
   */
  readonly open?: (options: CallOptions) => CallConnection
}

const callUntilEnd = (connection: CallConnection): Observable<Call> =>
  new Observable((subscriber) => {
    // In JavaScript `open` may return nothing, or a promise.
    if (!('on' in (Object(connection) as object)))
      throw new InvalidArgumentError('open', 'must return a connection, as openCall does')
    subscriber.next(callOf(connection))
    // The promise and not the `end` event: the streams of the call must complete before this one errors.
    void connection.ended.then((reason) => {
      if (isFailure(reason)) subscriber.error(new CallFailedError(reason))
      else subscriber.complete()
    })
    return () => connection.close()
  })

/**
 * Holds a call for as long as it is subscribed: subscribing connects, unsubscribing hangs up. Emits one `Call` per
 * session, as soon as the connection is opened. Completes when the call ends well (`hung-up`, `session-ended`), and
 * errors with `CallFailedError` when it fails, so that `retry`, `catchError` and `switchMap` work as usual. A rejection
 * of the token function becomes the error unchanged; a token function that never settles, a `TimeoutError` with stage
 * `token`.
 *
 * ```
 * subscribed   ^----!            unsubscribing hangs up
 * connectCall  --c               c: the token is minted, the connection opens
 *
 * connectCall  --c-----|         the call ends well
 * connectCall  --c-----#         the call is lost
 * ```
 *
 * @example
 * connectCall({ token: () => mintToken() })
 *   .pipe(switchMap(transcript()))
 *   .subscribe((lines) => render(lines))
 */
export const connectCall = (options: ConnectCallOptions): Observable<Call> => {
  // A program in JavaScript may leave the options out: the check of the token says so.
  const { token, open = openCall, ...rest } = Object(options) as Partial<ConnectCallOptions>
  return defer(() => {
    if (typeof open !== 'function')
      throw new InvalidArgumentError('open', 'must be a function that opens a connection')
    if (typeof token === 'string') return of(token)
    if (typeof token !== 'function')
      throw new InvalidArgumentError('token', 'must be a session token, or a function that resolves with one')
    return abortable((signal) =>
      withTimeout(async () => token(), { stage: 'token', signal, clock: rest.clock ?? systemClock }),
    )
  }).pipe(switchMap((minted) => callUntilEnd(open({ ...rest, token: minted }))))
}
