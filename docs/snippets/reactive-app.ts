import type { Microphone, Speaker } from '@vatel/core'
import { connectCall, microphoneFrames, playInto, sendAudio, transcript } from '@vatel/rx'
import { ignoreElements, merge, switchMap } from 'rxjs'

/** The conversation as it grows. Subscribing calls, unsubscribing hangs up. */
export const conversation = (token: () => Promise<string>, microphone: Microphone, speaker: Speaker) =>
  connectCall({ token }).pipe(
    switchMap((call) => {
      const heard$ = playInto(speaker)(call)
      const sent$ = sendAudio(microphoneFrames(microphone))(call)
      return merge(transcript(heard$)(call), sent$.pipe(ignoreElements()))
    }),
  )
