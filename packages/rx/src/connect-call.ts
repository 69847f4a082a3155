import { type CallConnection, type CallOptions, openCall } from '@vatel/core'
import { defer, Observable, of, switchMap } from 'rxjs'
import { CallFailedError, isFailure } from './call-failed.ts'
import type { Call } from './call.ts'
import { callOf } from './call-of.ts'

/** How to open a call: what `openCall` takes, and where token and connection come from. */
export interface ConnectCallOptions extends Omit<CallOptions, 'token'> {
  /**
   * The session token, or a function that mints one. A token serves for one call: give a function wherever `retry` or
   * `repeat` may subscribe again.
   */
  readonly token: string | (() => Promise<string>)
  /**
   * Opens the connection, over a socket or over anything else that is a `CallConnection`.
   *
   * @defaultValue `openCall` - a WebSocket to the platform
   */
  readonly open?: (options: CallOptions) => CallConnection
}

const hold = (connection: CallConnection): Observable<Call> =>
  new Observable((subscriber) => {
    subscriber.next(callOf(connection))
    // Not by the `end` event: whoever composes the call's own streams must see them complete before this errors.
    void connection.ended.then((reason) => {
      if (isFailure(reason)) subscriber.error(new CallFailedError(reason))
      else subscriber.complete()
    })
    return () => connection.close()
  })

/**
 * Holds a call for as long as it is subscribed: subscribing connects, unsubscribing hangs up. Gives one `Call` for each
 * session, as soon as its connection opens; completes when the call ends well (`hung-up`, `session-ended`), and errors
 * with `CallFailedError` when it fails, so that `retry`, `catchError` and `switchMap` do what one expects. What the token
 * function rejects with comes through unchanged.
 *
 * ```
 * subscribed   ^----!            left: it hangs up
 * connectCall  --c               c: the token is minted, the connection opens
 *
 * connectCall  --c-----|         the call ends well
 * connectCall  --c-----#         it is lost
 * ```
 *
 * @example
 * connectCall({ token: () => mintToken() })
 *   .pipe(switchMap(transcript()))
 *   .subscribe((lines) => render(lines))
 */
export const connectCall = ({ token, open = openCall, ...options }: ConnectCallOptions): Observable<Call> =>
  defer(() => (typeof token === 'string' ? of(token) : token())).pipe(
    switchMap((minted) => hold(open({ ...options, token: minted }))),
  )
