import type { MicrophoneFrame } from '@vatel/core'
import { fromCallback } from 'xstate'
import { nonPersistedInput, restoredInput, type CallResources, type RestoredInput } from './call-resources.ts'
import { tryDevice } from './device-error.ts'
import type { MicrophoneEvent } from './events.ts'

/** A command of the machine to the actor `microphone`: send the user's voice, or silence of the same length. */
export interface MicrophoneCommand {
  readonly type: 'sendVoice' | 'sendSilence'
}

/**
 * Sends the user's voice, frame by frame, without passing the machine. It begins with silence, and the state `live`
 * requests the voice. A muted microphone sends silence and not nothing: the platform detects the end of an utterance by
 * the silence after it, and a connection without traffic looks dead. Closes the device when it is stopped.
 */
export const microphone = nonPersistedInput(
  fromCallback<MicrophoneCommand, CallResources | RestoredInput>(({ input, sendBack, receive }) => {
    if (input === restoredInput) return undefined
    const report = (event: MicrophoneEvent) => sendBack(event)
    const { connection, microphone: device } = input
    if (device === undefined) {
      report({ type: 'microphone.off' })
      return undefined
    }
    let mode: MicrophoneCommand['type'] = 'sendSilence'
    let silence = new Int16Array(0)
    let stopListening: (() => void) | undefined

    const silenceOf = (length: number) => {
      if (silence.length !== length) silence = new Int16Array(length)
      return silence
    }
    const send = ({ pcm }: MicrophoneFrame) => {
      connection.sendAudio(mode === 'sendVoice' ? pcm : silenceOf(pcm.length))
    }
    const attempt = (run: () => void) =>
      tryDevice('microphone', run, (error) => {
        report(error)
        report({ type: 'microphone.off' })
      })
    attempt(() => {
      stopListening = device.listen(send)
    })
    receive(({ type }) => {
      mode = type
    })
    return () => {
      attempt(() => stopListening?.())
      attempt(() => device.close())
    }
  }),
)
