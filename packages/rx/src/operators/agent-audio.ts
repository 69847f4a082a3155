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

const asInvalidMessage = (error: unknown, length: number): InvalidMessageError => {
  if (!(error instanceof InvalidArgumentError)) throw error
  return new InvalidMessageError('response_audio', [error.message], length)
}

/**
 * Decodes the agent's speech and leaves out cancelled turns: after an interruption every turn seen so far is silent
 * until the user has finished speaking. Audio that is not base64 goes to `invalid$`, and the stream continues.
 *
 * ```
 * messages$    a-b-i-b-s-c-x-d-|     a, b, c, d: audio; x: not base64; i: interruption; s: speech_stopped
 * agentAudio   a-b-------c---d-|
 * ```
 *
 * Subscribe when the call begins: interruptions from before the subscription are not known.
 *
 * @example
 * connectCall({ token }).pipe(switchMap(agentAudio())).subscribe(({ pcm }) => meter.show(pcm))
 */
export const agentAudio =
  () =>
  ({ messages$, reportInvalid }: Pick<Call, 'messages$' | 'reportInvalid'>): Observable<AgentAudio> =>
    defer(() => {
      let playback = initialPlayback
      return messages$.pipe(
        concatMap((message: CallMessage) => {
          playback = reducePlayback(playback, message)
          if (message.type !== 'response_audio' || !canPlay(playback, message.data.turn_id)) return EMPTY
          const { turn_id: turnId, audio, is_final: isFinal } = message.data
          try {
            return of({ turnId, pcm: decodeAudio(audio), isFinal })
          } catch (error) {
            reportInvalid(asInvalidMessage(error, audio.length))
            return EMPTY
          }
        }),
      )
    })
