import { createVirtualSpeaker } from '@vatel/audio'
import type { Clock } from '@vatel/core'
import type { OpenDevices } from './devices.ts'
import { wavMicrophone } from './wav-microphone.ts'

/**
 * A frame and the fade into silence after it together last less than 20 ms, so that the agent is silent within 20 ms of
 * an interruption wherever in a frame that falls.
 */
export const speakerFrameMs = 10

/** Devices without hardware: a recording as the microphone, and a loudspeaker that only counts; on one clock. */
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
