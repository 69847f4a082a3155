import { assertVolume } from '@vatel/audio/web'
import type {
  MicrophoneState,
  OutputState,
  SpeakerOptions,
  WebMicrophone,
  WebSpeaker,
} from '@vatel/audio/web'
import type { Speaker } from '@vatel/core'
import { DeviceFailedError } from '@vatel/machine'
import { processingOf, type VoiceAudioOptions, type VoiceProcessing } from './audio-options.ts'
import { createTalkBuffer, type TalkBuffer } from './talk-buffer.ts'
import { openChosen, type VoiceDevices } from './voice-devices.ts'

const nothing = () => undefined

/** The devices of one call, while they are opened and open. */
export interface CallSound {
  /** The microphone for the machine. It is there at once, and keeps the first words. */
  readonly microphone: TalkBuffer
  /** Resolves when the microphone is open. @throws {DeviceFailedError} */
  readonly microphoneOpened: Promise<void>
  /** Resolves when the speaker is open. @throws {DeviceFailedError} */
  readonly speakerOpened: Promise<void>
}

/** The voices of a call as streams, for recorders, avatars and visualizers. Each is absent while its device is not open. */
export interface VoiceStreams {
  /** The user's voice as it is sent: silent while it is muted, on hold, or not pressed to talk. */
  readonly user: MediaStream | undefined
  /** The agent's voice as it is heard, before the volume. */
  readonly agent: MediaStream | undefined
}

/** The microphone and the speaker of one call after the other. */
export interface Sound {
  /** The speaker for the machine. */
  readonly speaker: Speaker
  readonly microphoneState: 'off' | 'opening' | MicrophoneState
  readonly speakerState: 'off' | 'opening' | OutputState
  readonly microphoneError: Error | undefined
  readonly speakerError: Error | undefined
  /** Device id that is captured, or chosen for the next call; empty for the default. */
  readonly microphoneId: string
  /** Device id of the output, or chosen for the next call; empty for the default. */
  readonly speakerId: string
  /** Processing of the microphone that is captured, or chosen for the next call. */
  readonly processing: VoiceProcessing
  readonly current: CallSound | undefined
  /** Loudness of the voice that is sent, in dBFS. */
  readonly userDbfs: number
  /** Loudness of the agent, in dBFS. */
  readonly agentDbfs: number
  /** The voices as streams; each is created by its first read. */
  readonly streams: VoiceStreams
  /** Fills the array with the spectrum of a voice; returns the width of a bin in Hz. */
  readonly readSpectrum: (name: keyof VoiceStreams, bins: Uint8Array) => number
  /** Lets the user's voice pass into its stream, or silence. */
  readonly setTalking: (isTalking: boolean) => void
  volume: number
  /** Opens both side by side. Call it within the click. */
  open(options: SoundOptions): CallSound
  readonly setMicrophone: (deviceId: string) => Promise<void>
  readonly setSpeaker: (deviceId: string) => Promise<void>
  readonly setProcessing: (change: Partial<VoiceProcessing>) => Promise<void>
  /** Closes both, and aborts what is being opened. */
  close(): void
}

/** Options of the sound of one call. */
export interface SoundOptions {
  readonly audio: VoiceAudioOptions
  readonly pushToTalk: boolean
  readonly isMuted: () => boolean
}

/** Creates the sound of a page. No device is touched before `open`. */
export const createSound = (
  devices: VoiceDevices,
  changed: () => void,
  initialAudio: VoiceAudioOptions = {},
): Sound => {
  let audio = initialAudio
  let chosenProcessing: Partial<VoiceProcessing> = {}
  /** Each settles when the last choice for its device has an effect. */
  const choices = { microphone: Promise.resolve(), speaker: Promise.resolve() }
  let current: CallSound | undefined
  let microphone: WebMicrophone | undefined
  let speaker: WebSpeaker | undefined
  let stop = new AbortController()
  let microphoneId = ''
  let speakerId = ''
  let volume = 1
  let isTalking = false
  /** The stream of the user, once somebody has read it. */
  let userStream: MediaStream | undefined

  const gateUser = () => {
    for (const track of userStream?.getTracks() ?? []) track.enabled = isTalking
  }
  /** Waits for the device of the call that is being connected; another call may begin in the meantime. */
  const untilOpened = async (kind: keyof typeof choices): Promise<void> => {
    let awaited: CallSound | undefined
    while (awaited !== current) {
      awaited = current
      await awaited?.[`${kind}Opened`].catch(nothing)
    }
  }
  const deviceOf = (kind: keyof typeof choices) => (kind === 'microphone' ? microphone : speaker)
  /** Makes a choice once the device is open and the choices before it have an effect: one would abort the other. */
  const choose = (kind: keyof typeof choices, apply: () => Promise<void> | undefined, keep: () => void) => {
    const make = async () => {
      await untilOpened(kind)
      const open = deviceOf(kind)
      try {
        await apply()
      } catch (error) {
        // After the end of the call the choice counts for the next one.
        if (deviceOf(kind) === open) throw error
      }
      keep()
      changed()
    }
    const done = choices[kind].then(make)
    choices[kind] = done.catch(nothing)
    return done
  }
  const switchOf = (kind: keyof typeof choices, keep: (deviceId: string) => void) => (deviceId: string) =>
    choose(
      kind,
      () => deviceOf(kind)?.switchTo(deviceId === '' ? undefined : deviceId),
      () => keep(deviceId),
    )
  /** Opens a device for the call of now, and watches it; closes it when the call has ended in the meantime. */
  const use = async <Device extends WebMicrophone | WebSpeaker>(
    kind: keyof typeof choices,
    open: (options: { readonly deviceId?: string; readonly signal: AbortSignal }) => Promise<Device>,
    keep: (device: Device) => void,
  ): Promise<void> => {
    const { signal } = stop
    try {
      const opened = await openChosen(kind === 'microphone' ? microphoneId : speakerId, (chosen) =>
        open({ ...chosen, signal }),
      )
      if (signal.aborted) {
        opened.close()
        return
      }
      keep(opened)
      opened.watch(changed)
    } catch (error) {
      throw new DeviceFailedError(kind, error)
    }
  }
  const closeMicrophone = () => {
    microphone?.close()
    microphone = undefined
    userStream = undefined
  }

  return {
    speaker: {
      write: (audio) => speaker?.write(audio),
      flush: () => speaker?.flush(),
      listen: (listener) => speaker?.listen(listener) ?? nothing,
      watch: (listener) => speaker?.watch(listener) ?? nothing,
    },
    get microphoneState() {
      return microphone?.state ?? (current === undefined ? 'off' : 'opening')
    },
    get speakerState() {
      return speaker?.state ?? (current === undefined ? 'off' : 'opening')
    },
    get microphoneError() {
      return microphone?.error
    },
    get speakerError() {
      return speaker?.error
    },
    get microphoneId() {
      return microphone?.deviceId ?? microphoneId
    },
    get speakerId() {
      return speaker?.deviceId ?? speakerId
    },
    get processing() {
      const { echoCancellation, noiseSuppression } = processingOf(audio, chosenProcessing)
      return { echoCancellation: echoCancellation !== false, noiseSuppression: noiseSuppression !== false }
    },
    get current() {
      return current
    },
    get userDbfs() {
      return microphone?.level ?? -Infinity
    },
    get agentDbfs() {
      return speaker?.level ?? -Infinity
    },
    streams: {
      get user() {
        if (microphone === undefined || userStream !== undefined) return userStream
        userStream = microphone.stream
        gateUser()
        return userStream
      },
      get agent() {
        return speaker?.stream
      },
    },
    readSpectrum: (name, bins) =>
      (name === 'agent' ? speaker : isTalking ? microphone : undefined)?.readSpectrum(bins) ?? 0,
    setTalking: (next) => {
      isTalking = next
      gateUser()
    },
    get volume() {
      return volume
    },
    set volume(next) {
      assertVolume(next)
      volume = next
      if (speaker !== undefined) speaker.volume = next
      changed()
    },
    open: (options) => {
      devices.unlockAudio()
      const { pushToTalk, isMuted } = options
      audio = options.audio
      const { workletUrl, maxWaitMs } = audio
      const talk = createTalkBuffer({
        pushToTalk,
        isMuted,
        close: closeMicrophone,
        // The machine watches it in a session only: it is open by then.
        watch: (listener) => microphone?.watch(listener) ?? nothing,
        errorOf: () => microphone?.error,
      })
      const speakerOpened = use(
        'speaker',
        // An option that is `undefined` counts as one that is left out.
        (chosen) => devices.openSpeaker({ workletUrl, maxWaitMs, ...chosen } as SpeakerOptions),
        (opened) => {
          speaker = opened
          opened.volume = volume
        },
      )
      const microphoneOpened = use(
        'microphone',
        (chosen) => devices.openMicrophone({ ...audio, ...processingOf(audio, chosenProcessing), ...chosen }),
        (opened) => {
          microphone = opened
          opened.listen(talk.add)
        },
      )
      // They are awaited later, or by nobody when the call has ended by then.
      for (const opened of [speakerOpened, microphoneOpened]) opened.catch(nothing)
      current = { microphone: talk, microphoneOpened, speakerOpened }
      return current
    },
    setMicrophone: switchOf('microphone', (deviceId) => (microphoneId = deviceId)),
    setSpeaker: switchOf('speaker', (deviceId) => (speakerId = deviceId)),
    setProcessing: (change) => {
      const chosen = () => ({ ...chosenProcessing, ...change })
      return choose(
        'microphone',
        () =>
          openChosen(microphoneId, async ({ deviceId }) =>
            microphone?.switchTo(deviceId, processingOf(audio, chosen())),
          ),
        () => (chosenProcessing = chosen()),
      )
    },
    close: () => {
      stop.abort()
      stop = new AbortController()
      current = undefined
      closeMicrophone()
      speaker?.close()
      speaker = undefined
    },
  }
}
