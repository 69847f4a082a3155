import type { Microphone, MicrophoneFrame } from '@vatel/core'
import { Observable } from 'rxjs'

/**
 * What a microphone hears, as an Observable. Leaving it stops listening and leaves the device on, so that the next call
 * need not ask for it again: whoever opened it closes it.
 *
 * ```
 * microphone        -1-2-3-4-
 * subscribed        --^---!
 * microphoneFrames  ---2-3
 * ```
 *
 * @example
 * sendAudio(microphoneFrames(await openMicrophone()))(call).subscribe()
 */
export const microphoneFrames = (microphone: Microphone): Observable<MicrophoneFrame> =>
  new Observable((subscriber) => microphone.listen((frame) => subscriber.next(frame)))
