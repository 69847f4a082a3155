/** A device as the browser names it. */
export interface AudioDevice {
  /** What `openMicrophone`, `openSpeaker` and `switchTo` take. Empty until the user has allowed the microphone once. */
  readonly deviceId: string
  /** A name for people, empty until then. */
  readonly label: string
}

/** The devices there are. */
export interface AudioDevices {
  readonly microphones: readonly AudioDevice[]
  /** Empty in browsers that cannot choose an output device. */
  readonly speakers: readonly AudioDevice[]
}

/** `navigator`; `mediaDevices` is missing where the page is not secure. */
type MediaNavigator = { readonly mediaDevices?: MediaDevices }

const mediaDevices = (): MediaDevices | undefined => (navigator as MediaNavigator).mediaDevices

/** Lists the devices there are; none where the page is not secure. */
export const listDevices = async (): Promise<AudioDevices> => {
  const all = (await mediaDevices()?.enumerateDevices()) ?? []
  const of = (kind: MediaDeviceKind): readonly AudioDevice[] =>
    all.filter((device) => device.kind === kind).map(({ deviceId, label }) => ({ deviceId, label }))
  return { microphones: of('audioinput'), speakers: of('audiooutput') }
}

/** Calls back with the devices whenever one comes or goes; gives the function that stops it. */
export const watchDevices = (listener: (devices: AudioDevices) => void): (() => void) => {
  let isWatching = true
  const tell = () =>
    void listDevices().then((devices) => {
      if (isWatching) listener(devices)
    })
  const devices = mediaDevices()
  devices?.addEventListener('devicechange', tell)
  return () => {
    isWatching = false
    devices?.removeEventListener('devicechange', tell)
  }
}
