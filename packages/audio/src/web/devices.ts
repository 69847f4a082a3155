/** An audio device of the browser. */
export interface AudioDevice {
  /** Id for `openMicrophone`, `openSpeaker` and `switchTo`. Empty until the user has allowed the microphone once. */
  readonly deviceId: string
  /** Name to show, empty until then. */
  readonly label: string
}

/** The audio devices of the browser. */
export interface AudioDevices {
  readonly microphones: readonly AudioDevice[]
  /** Empty in browsers that cannot choose an output device. */
  readonly speakers: readonly AudioDevice[]
}

/** `navigator`; `mediaDevices` is missing where the page is not secure. */
type MediaNavigator = { readonly mediaDevices?: MediaDevices }

const mediaDevices = (): MediaDevices | undefined => (navigator as MediaNavigator).mediaDevices

/** Lists the audio devices; none where the page is not secure. */
export const listDevices = async (): Promise<AudioDevices> => {
  const all = (await mediaDevices()?.enumerateDevices()) ?? []
  const of = (kind: MediaDeviceKind): readonly AudioDevice[] =>
    all.filter((device) => device.kind === kind).map(({ deviceId, label }) => ({ deviceId, label }))
  return { microphones: of('audioinput'), speakers: of('audiooutput') }
}

/**
 * Calls the listener with the devices whenever one is added or removed; returns the function that stops it.
 *
 * @example
 * const stop = watchDevices(({ microphones }) => render(microphones.map(({ label }) => label)))
 */
export const watchDevices = (listener: (devices: AudioDevices) => void): (() => void) => {
  let isWatching = true
  const report = () =>
    void listDevices().then((devices) => {
      if (isWatching) listener(devices)
    })
  const devices = mediaDevices()
  devices?.addEventListener('devicechange', report)
  return () => {
    isWatching = false
    devices?.removeEventListener('devicechange', report)
  }
}
