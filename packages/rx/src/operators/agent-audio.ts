import {
  type AgentAudio,
  InvalidArgumentError,
  InvalidMessageError,
  decodeAudio,
  canPlay,
  initialPlayback,
  reducePlayback,
} from '@vatel/core'
import { concatMap, defer, EMPTY, type Observable, of } from 'rxjs'
import type { Call, CallMessage } from '../call.ts'

const asFault = (error: unknown, length: number): InvalidMessageError => {
  if (!(error instanceof InvalidArgumentError)) throw error
  return new InvalidMessageError('response_audio', [error.message], length)
}

/**
 * The agent's speech, decoded, without what must not sound: after an interruption every turn seen so far is silent
 * until the user has finished speaking. Audio that is no base64 goes to `invalid$`, and the stream goes on.
 *
 * ```
 * messages$    a-b-i-b-s-c-x-d-|     a, b, c, d: audio; x: no base64; i: interruption; s: speech_stopped
 * agentAudio   a-b-------c---d-|
 * ```
 *
 * Subscribe when the call begins: what was interrupted before is not known later.
 *
 * @example
 * connectCall({ token }).pipe(switchMap(agentAudio())).subscribe(({ pcm }) => meter.show(pcm))
 */
export const agentAudio =
  () =>
  ({ messages$, reportInvalid }: Pick<Call, 'messages$' | 'reportInvalid'>): Observable<AgentAudio> =>
    defer(() => {
      let gate = initialPlayback
      return messages$.pipe(
        concatMap((message: CallMessage) => {
          gate = reducePlayback(gate, message)
          if (message.type !== 'response_audio' || !canPlay(gate, message.data.turn_id)) return EMPTY
          const { turn_id: turnId, audio, is_final: isFinal } = message.data
          try {
            return of({ turnId, pcm: decodeAudio(audio), isFinal })
          } catch (error) {
            reportInvalid(asFault(error, audio.length))
            return EMPTY
          }
        }),
      )
    })
