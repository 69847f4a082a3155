import { listDevices, openMicrophone, openSpeaker, unlockAudio, watchDevices } from '@vatel/audio/web'
import type {
  AudioDevices,
  MicrophoneOptions,
  SpeakerOptions,
  WebMicrophone,
  WebSpeaker,
} from '@vatel/audio/web'
import { willAskForMicrophone } from './page.ts'

/** Functions that open microphone and speaker, as those of `@vatel/audio/web`. */
export interface VoiceDevices {
  /** Called first, within the click. */
  readonly unlockAudio: () => void
  readonly openMicrophone: (options: MicrophoneOptions) => Promise<WebMicrophone>
  readonly openSpeaker: (options: SpeakerOptions) => Promise<WebSpeaker>
  readonly listDevices: () => Promise<AudioDevices>
  readonly watchDevices: (listener: (devices: AudioDevices) => void) => () => void
  /** Returns true when the user is going to be asked for the microphone: then the connection waits for the answer. */
  readonly willAskForMicrophone: () => Promise<boolean>
}

/** The devices of a browser. */
export const browserDevices: VoiceDevices = {
  openMicrophone,
  openSpeaker,
  listDevices,
  // A store may be subscribed to on a server.
  watchDevices: (listener) => ('navigator' in globalThis ? watchDevices(listener) : () => undefined),
  // A browser without sound rejects `openSpeaker`, with the reason.
  unlockAudio: () => {
    if ('AudioContext' in globalThis) unlockAudio()
  },
  willAskForMicrophone,
}

/** Opens the device that the user has chosen; the default one when it is not connected. */
export const openChosen = async <Device>(
  deviceId: string,
  open: (chosen: { readonly deviceId?: string }) => Promise<Device>,
): Promise<Device> => {
  if (deviceId === '') return open({})
  try {
    return await open({ deviceId })
  } catch (error) {
    if ((error as { readonly reason?: unknown } | undefined)?.reason !== 'not-found') throw error
    return open({})
  }
}
