import type { Microphone, Speaker } from '@vatel/core'
import { connectCall, microphoneFrames, playInto, sendAudio, transcript } from '@vatel/rx'
import { ignoreElements, merge, switchMap } from 'rxjs'

/** Emits the transcript of a call, from its subscription to its end. */
export const conversation = (token: () => Promise<string>, microphone: Microphone, speaker: Speaker) =>
  connectCall({ token }).pipe(
    switchMap((call) => {
      const heard$ = playInto(speaker)(call)
      const sent$ = sendAudio(microphoneFrames(microphone))(call)
      return merge(transcript(heard$)(call), sent$.pipe(ignoreElements()))
    }),
  )
