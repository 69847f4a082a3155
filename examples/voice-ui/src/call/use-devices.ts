import { listDevices, watchDevices, type AudioDevice, type AudioDevices } from '@vatel/audio/web'
import { useEffect, useState } from 'react'
import type { Sound } from './sound.ts'

/** The devices to choose from, those that were chosen, and why the last choice failed. */
export interface DeviceChoice extends AudioDevices {
  readonly microphoneId: string
  readonly speakerId: string
  readonly useMicrophone: (deviceId: string) => void
  readonly useSpeaker: (deviceId: string) => void
  readonly trouble: string | undefined
}

/** Without a name it cannot be chosen, and `default` is what no choice means. */
const isChoosable = ({ deviceId }: AudioDevice) => deviceId !== '' && deviceId !== 'default'

/** Follows the devices. Browsers name them once the microphone was allowed, so a call asks for them anew. */
export const useDevices = (sound: Sound, inCall: boolean): DeviceChoice => {
  const [devices, setDevices] = useState<AudioDevices>({ microphones: [], speakers: [] })
  const [microphoneId, setMicrophoneId] = useState('')
  const [speakerId, setSpeakerId] = useState('')
  const [trouble, setTrouble] = useState<string>()

  useEffect(() => {
    void listDevices().then(setDevices)
    return watchDevices(setDevices)
  }, [inCall])

  const choose =
    (use: (deviceId: string) => Promise<void>, show: (deviceId: string) => void) => (deviceId: string) => {
      const chosen = () => {
        show(deviceId)
        setTrouble(undefined)
      }
      use(deviceId).then(chosen, (error: unknown) =>
        setTrouble(error instanceof Error ? error.message : String(error)),
      )
    }
  return {
    microphones: devices.microphones.filter(isChoosable),
    speakers: devices.speakers.filter(isChoosable),
    microphoneId,
    speakerId,
    useMicrophone: choose(sound.useMicrophone, setMicrophoneId),
    useSpeaker: choose(sound.useSpeaker, setSpeakerId),
    trouble,
  }
}
