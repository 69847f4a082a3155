import type { MicrophoneFrame } from '@vatel/core'
import { fromCallback } from 'xstate'
import type { MicrophoneEvent } from '../events.ts'
import type { Line } from '../line/line.ts'
import { inputKeptOut, restored, type Restored } from './input-kept-out.ts'
import { tryDevice } from './try-device.ts'

/** What the machine asks of the microphone: to send the user's voice, or silence of the same length. */
export interface MicrophoneOrder {
  readonly type: 'sendVoice' | 'sendSilence'
}

/**
 * Sends the user's voice, frame by frame, without passing the machine. It begins with silence, and the state `live`
 * asks for the voice. Muted it sends silence rather than nothing: the platform's voice activity detector hears an
 * utterance end by the silence after it, and a line on which nothing moves looks dead. Stopped it closes the device.
 */
export const microphone = inputKeptOut(
  fromCallback<MicrophoneOrder, Line | Restored>(({ input, sendBack, receive }) => {
    if (input === restored) return undefined
    const tell = (event: MicrophoneEvent) => sendBack(event)
    const { connection, microphone: device } = input
    if (device === undefined) {
      tell({ type: 'microphoneOff' })
      return undefined
    }
    let order: MicrophoneOrder['type'] = 'sendSilence'
    let silence = new Int16Array(0)
    let leave: (() => void) | undefined

    const silenceOf = (length: number) => {
      if (silence.length !== length) silence = new Int16Array(length)
      return silence
    }
    const send = ({ pcm }: MicrophoneFrame) => {
      connection.sendAudio(order === 'sendVoice' ? pcm : silenceOf(pcm.length))
    }
    const attempt = (act: () => void) =>
      tryDevice('microphone', act, (trouble) => {
        tell(trouble)
        tell({ type: 'microphoneOff' })
      })
    attempt(() => {
      leave = device.listen(send)
    })
    receive(({ type }) => {
      order = type
    })
    return () => {
      attempt(() => leave?.())
      attempt(() => device.close())
    }
  }),
)
