import { openMicrophone, openSpeaker, unlockAudio, type WebMicrophone } from '@vatel/audio/web'
import type { Speaker } from '@vatel/core'
import { createLoudspeaker } from './loudspeaker.ts'

/** The microphone and the speaker of one call after the other, on the devices that were chosen. */
export interface Sound {
  readonly speaker: Speaker
  /** Opens both, the speaker first: the click that asked for them is then spent on what needs it. */
  readonly open: () => Promise<WebMicrophone>
  /** Call it first in the handler of a click: browsers let a page sound only after one. */
  readonly unlock: () => void
  readonly userDbfs: () => number
  readonly agentDbfs: () => number
  /** Chooses a microphone, for now and for later calls; '' is the default one. */
  readonly useMicrophone: (deviceId: string) => Promise<void>
  /** Chooses a speaker, for now and for later calls; '' is the default one. */
  readonly useSpeaker: (deviceId: string) => Promise<void>
  /** Turns everything off, also what is still being opened. */
  readonly close: () => void
}

const optionsOf = (deviceId: string) => (deviceId === '' ? {} : { deviceId })

/** Makes the sound of a page; no device is touched before a call. */
export const createSound = (): Sound => {
  const loudspeaker = createLoudspeaker()
  let microphone: WebMicrophone | undefined
  let stop = new AbortController()
  let microphoneId = ''
  let speakerId = ''
  return {
    speaker: loudspeaker,
    open: async () => {
      const { signal } = stop
      loudspeaker.current = await openSpeaker({ ...optionsOf(speakerId), signal })
      microphone = await openMicrophone({ ...optionsOf(microphoneId), signal })
      return microphone
    },
    unlock: unlockAudio,
    userDbfs: () => microphone?.level ?? -Infinity,
    agentDbfs: () => loudspeaker.current?.level ?? -Infinity,
    useMicrophone: async (deviceId) => {
      await microphone?.switchTo(deviceId === '' ? undefined : deviceId)
      microphoneId = deviceId
    },
    useSpeaker: async (deviceId) => {
      await loudspeaker.current?.switchTo(deviceId === '' ? undefined : deviceId)
      speakerId = deviceId
    },
    close: () => {
      stop.abort()
      stop = new AbortController()
      microphone?.close()
      microphone = undefined
      loudspeaker.current?.close()
      loudspeaker.current = undefined
    },
  }
}
