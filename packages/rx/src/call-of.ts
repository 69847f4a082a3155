import type {
  InvalidMessageError,
  CallConnection,
  ServerData,
  ServerMessageType,
  UnknownMessage,
} from '@vatel/core'
import {
  concat,
  defer,
  distinctUntilChanged,
  filter,
  from,
  map,
  merge,
  type Observable,
  of,
  Subject,
  takeUntil,
} from 'rxjs'
import type { Call, CallMessage } from './call.ts'
import { connectionEvents } from './connection-events.ts'
import { isMessage } from './is-message.ts'

const isUnknown = (message: CallMessage): message is UnknownMessage => message.type === 'unknown'

/**
 * Shows any connection as a `Call`: core's, or one that is played again. It neither opens nor closes it, and listens only
 * while somebody subscribes.
 */
export const callOf = (connection: CallConnection): Call => {
  const messages$ = connectionEvents(connection, 'message')
  const states$ = connectionEvents(connection, 'state')
  const ending$ = connectionEvents(connection, 'end')
  const invalid$ = connectionEvents(connection, 'invalid')
  const faults$ = new Subject<InvalidMessageError>()
  const dataOf = <K extends ServerMessageType>(type: K): Observable<ServerData<K>> =>
    messages$.pipe(
      filter(isMessage(type)),
      map(({ data }) => data),
    )
  const present$ = defer(() => of(connection.state))
  const end$ = defer(() => (connection.state === 'ended' ? from(connection.ended) : ending$))
  return {
    connection,
    sessionStarted$: dataOf('session_started'),
    sessionEnded$: dataOf('session_ended'),
    responseAudio$: dataOf('response_audio'),
    responseText$: dataOf('response_text'),
    inputAudioTranscript$: dataOf('input_audio_transcript'),
    speechStarted$: dataOf('speech_started'),
    speechStopped$: dataOf('speech_stopped'),
    interruption$: dataOf('interruption'),
    toolCall$: dataOf('tool_call'),
    unknown$: messages$.pipe(filter(isUnknown)),
    invalid$: merge(invalid$, faults$.pipe(takeUntil(end$))),
    messages$,
    sent$: connectionEvents(connection, 'sent'),
    state$: concat(present$, states$).pipe(distinctUntilChanged()),
    end$,
    reportInvalid: (fault) => faults$.next(fault),
  }
}
