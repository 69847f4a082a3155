import type { CallConnection, CallEvents } from '@vatel/core'
import { Observable, share } from 'rxjs'
import { inTurn } from './in-turn.ts'

/**
 * One event of a connection: shared, complete when the call ends. An event that is caused while another is being
 * handed round waits its turn, so that every subscriber sees the same order.
 */
export const connectionEvents = <K extends keyof CallEvents>(
  connection: CallConnection,
  event: K,
): Observable<CallEvents[K]> =>
  new Observable<CallEvents[K]>((subscriber) => {
    const stop = connection.on(event, (value) => subscriber.next(value))
    const complete = () => subscriber.complete()
    const stopWaiting = connection.on('end', complete)
    // No event tells of an end that has been; and what was kept of the call comes before this does.
    if (connection.state === 'ended') void connection.ended.then(complete)
    return () => {
      stop()
      stopWaiting()
    }
  }).pipe(inTurn(), share())
