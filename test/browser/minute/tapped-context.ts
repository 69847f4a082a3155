/** The queue that Chromium has between a device and the graph holds 100 ms. */
const halfOfQueueMs = 50
/** Time after which the phase of the audio threads is stable. */
const settledMs = 250

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Every context, and every track of a microphone, that the page has opened. */
export const opened = { contexts: [] as AudioContext[], tracks: [] as MediaStreamTrack[] }

/**
 * Makes the next microphone report another rate, because Chromium's fake one always has 44.1 kHz, and taps the input of
 * its worklet. Returns the function that resolves with that input.
 *
 * Chromium's fake devices are timers that skip a period when they are late, and its queue between microphone and graph
 * begins empty, so that one late period makes a gap. A half full queue absorbs 50 ms in both directions. So the context
 * is suspended for that time before the microphone counts as open.
 */
export const tapMicrophone = (deviceRate: number): (() => Promise<Float32Array>) => {
  const microphones: AudioContext[] = []
  const { AudioContext } = globalThis

  globalThis.AudioContext = class extends AudioContext {
    #begun: Promise<void> | undefined

    constructor(options?: AudioContextOptions) {
      super(options)
      opened.contexts.push(this)
      const { audioWorklet } = this
      const addModule = audioWorklet.addModule.bind(audioWorklet)
      const tapLoaded = addModule('/tap.js')
      audioWorklet.addModule = (url) => tapLoaded.then(() => addModule(url))
    }

    override createMediaStreamSource(stream: MediaStream): MediaStreamAudioSourceNode {
      microphones.push(this)
      return super.createMediaStreamSource(stream)
    }

    override resume(): Promise<void> {
      if (!microphones.includes(this)) return super.resume()
      this.#begun ??= this.#begin()
      return this.#begun
    }

    async #begin(): Promise<void> {
      await super.resume()
      await wait(settledMs)
      await super.suspend()
      await wait(halfOfQueueMs)
      await super.resume()
    }
  }

  const { mediaDevices } = navigator
  const getUserMedia = mediaDevices.getUserMedia.bind(mediaDevices)
  mediaDevices.getUserMedia = async (constraints) => {
    const stream = await getUserMedia(constraints)
    for (const track of stream.getTracks()) {
      opened.tracks.push(track)
      const settings = track.getSettings()
      track.getSettings = () => ({ ...settings, sampleRate: deviceRate })
    }
    return stream
  }

  return () =>
    new Promise((resolve, reject) => {
      const microphone = microphones.at(-1)
      if (microphone === undefined) {
        reject(new Error('no microphone was opened'))
        return
      }
      const tap = new AudioWorkletNode(microphone, 'tap')
      tap.port.onmessage = ({ data }: MessageEvent<Float32Array>) => resolve(data)
    })
}
