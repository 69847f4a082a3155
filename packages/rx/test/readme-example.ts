import type { Microphone, Speaker, Tools } from '@vatel/core'
import {
  toolResults,
  connectCall,
  type ConnectCallOptions,
  microphoneFrames,
  playInto,
  sendAudio,
  transcript,
} from '@vatel/rx'
import { ignoreElements, merge, switchMap } from 'rxjs'

/** Holds a call for as long as it is subscribed, and emits the conversation so far. */
export const talk = (line: ConnectCallOptions, microphone: Microphone, speaker: Speaker, tools: Tools) =>
  connectCall(line).pipe(
    switchMap((call) => {
      const heard$ = playInto(speaker)(call)
      return merge(
        transcript(heard$)(call),
        sendAudio(microphoneFrames(microphone))(call).pipe(ignoreElements()),
        toolResults(tools)(call).pipe(ignoreElements()),
      )
    }),
  )
