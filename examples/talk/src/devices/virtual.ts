import { createVirtualSpeaker } from '@vatel/audio'
import type { Clock } from '@vatel/core'
import type { OpenDevices } from './devices.ts'
import { wavMicrophone } from './wav-microphone.ts'

/**
 * Frame duration of the speaker. A frame and the fade into silence after it last less than 20 ms together, so that the
 * agent is silent within 20 ms of an interruption.
 */
export const speakerFrameMs = 10

/** Devices without hardware, on one clock: a recording as the microphone, and a loudspeaker that plays nothing. */
export const virtualDevices =
  (pcm: Int16Array, clock: Clock): OpenDevices =>
  ({ onUser, onAgent }) => {
    const microphone = wavMicrophone({ pcm, clock, onFrame: onUser })
    const speaker = createVirtualSpeaker({ clock, frameMs: speakerFrameMs, onFrame: onAgent })
    return Promise.resolve({
      microphone,
      speaker,
      userIsDone: () => microphone.isDone,
      broken: new Promise(() => undefined),
      close: () => {
        microphone.close()
        speaker.close()
        return Promise.resolve()
      },
    })
  }
