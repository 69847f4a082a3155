import type { CallState, Transcript } from '@vatel/core'
import { connectCall, type ConnectCallOptions, sendAudio, transcript } from '@vatel/rx'
import { catchError, combineLatest, EMPTY, ignoreElements, merge, type Observable, switchMap } from 'rxjs'

/** What an interface shows of a call. */
export interface CallView {
  readonly state: CallState
  readonly lines: Transcript
}

/** What it shows before there is a call. */
export const noCall: CallView = { state: 'connecting', lines: [] }

/** The user's voice, piece by piece. */
export type Voice = Observable<{ readonly pcm: Int16Array }>

/** Calls for as long as it is subscribed, and gives what there is to show; a call that is lost stays as it was last. */
export const callView = (line: ConnectCallOptions, voice$: Voice): Observable<CallView> =>
  connectCall(line).pipe(
    switchMap((call) => {
      const shown$ = combineLatest({ state: call.state$, lines: transcript()(call) })
      return merge(shown$, sendAudio(voice$)(call).pipe(ignoreElements()))
    }),
    catchError(() => EMPTY),
  )

/** A line as one reads it. */
export const wordsOf = (line: Transcript[number]): string =>
  line.who === 'tool' ? `${line.toolName}: ${line.output ?? '…'}` : `${line.who}: ${line.text}`
