import { systemClock } from '../clock.ts'
import { MicrophoneUnavailableError, type WorkletNotLoadedError } from '../errors.ts'
import { rmsDbfs } from '../level.ts'
import { createListeners } from '../listeners.ts'
import { openCapture, type Capture, type CapturedFrame, type MicrophoneOptions } from './capture.ts'
import { outputStateOf } from './contexts.ts'
import { toMicrophoneError, type PageMediaStream } from './opening.ts'
import { createTrackTap, fillSilent } from './sound-tap.ts'

/**
 * State of a microphone. `live`: it captures. `silent`: it has captured only zeros for 3 s, usually because of a switch on
 * the device or a setting of the system. `muted`: by this program. `muted-by-system`: by the system or the browser.
 * `needs-gesture`: the browser waits for a click or a key press, whose handler has to call `unlockAudio`. `interrupted`: the
 * system holds the sound, for example during a phone call. `lost`: there is no device, for the reason in `error`; another
 * attempt follows when devices change, and `switchTo` opens another.
 */
export type MicrophoneState =
  'live' | 'silent' | 'muted' | 'muted-by-system' | 'needs-gesture' | 'interrupted' | 'lost'

/** Options of `mute`. */
export interface MuteOptions {
  /** Turns off the device, and the indicator of the browser with it; `unmute` opens it again. @defaultValue `false` */
  readonly release?: boolean
}

/** An open microphone. */
export interface WebMicrophone {
  /** Adds a listener of frames of 20 ms, 480 samples at 24 kHz; returns the function that removes it. */
  listen(listener: (frame: CapturedFrame) => void): () => void
  /** Calls the listener at once with the state, and at each change; returns the function that removes it. */
  watch(listener: (state: MicrophoneState) => void): () => void
  /** Replaces the voice by silence from the next frame on; released, it emits no frames. */
  mute(options?: MuteOptions): void
  /**
   * Ends `mute`.
   *
   * @throws {MicrophoneUnavailableError} when a released device cannot be opened again; it stays muted.
   */
  unmute(): Promise<void>
  /**
   * Switches to another device, without an argument to the default. The old device is captured until the new one is; it
   * continues when the new one cannot be opened.
   *
   * @throws {MicrophoneUnavailableError} with the `reason`: `aborted` when it was closed, or switched again, meanwhile.
   * @throws {WorkletNotLoadedError}
   */
  switchTo(deviceId?: string): Promise<void>
  /** Turns off the device and closes the context; no frame is emitted afterwards. */
  close(): void
  readonly state: MicrophoneState
  /** Error of a `lost` microphone. */
  readonly error: MicrophoneUnavailableError | WorkletNotLoadedError | undefined
  /** Loudness of the last frame in dBFS: -Infinity for silence, and while it is muted. */
  readonly level: number
  /**
   * The voice as a stream for recorders, avatars and visualizers, created by the first read. It is one stream through every
   * switch of the device, silent while the microphone is muted or lost, and its track ends with `close`.
   */
  readonly stream: PageMediaStream
  /**
   * Fills the array with the spectrum of this moment, as an AnalyserNode does: bytes from 0 (-100 dB) to 255 (-30 dB), or
   * floats in dB. At most 512 bins are filled. Returns the width of a bin in Hz; 0, with a silent spectrum, while no device
   * is captured. It allocates nothing after the first call.
   */
  readSpectrum(bins: Uint8Array | Float32Array): number
  /** Device id of the captured device, as in `listDevices`; empty when there is none, or the browser does not report it. */
  readonly deviceId: string
}

const frameMs = 20
/** A new device counts as running after this many silent frames. */
const silentFrames = 10
const silence = new Int16Array(480)
/** A device that captures only zeros for this time is `silent`. */
const silentMs = 3_000

/** A microphone, and the function that opens its first device. */
interface IdleMicrophone {
  readonly microphone: WebMicrophone
  readonly start: () => Promise<void>
}

/** Creates a microphone that uses one capture after the other. */
const createMicrophone = ({ deviceId: firstDevice, ...options }: MicrophoneOptions): IdleMicrophone => {
  const frames = createListeners<CapturedFrame>(systemClock)
  const states = createListeners<MicrophoneState>(systemClock)
  let mode: 'on' | 'muted' | 'released' | 'closed' = 'on'
  let wantedDevice = firstDevice
  let current: Capture | undefined
  let attempts = 0
  let isReplacing = false
  let abortAttempt = (): void => undefined
  let latest: Int16Array = silence
  let endMs = -Infinity
  /** True once the next device captures: frames of the current one are dropped, so that the next can catch up. */
  let isHandingOver = false
  let state: MicrophoneState = 'live'
  let zeroFrames = 0
  let error: WebMicrophone['error']
  const tap = createTrackTap()

  const stateNow = (): MicrophoneState => {
    if (mode === 'released') return 'muted'
    if (current === undefined) return 'lost'
    const output = outputStateOf(current.context)
    if (output !== 'running') return output
    if (mode === 'muted') return 'muted'
    if (current.track.muted) return 'muted-by-system'
    return zeroFrames * frameMs >= silentMs ? 'silent' : 'live'
  }

  const emitState = (): void => {
    const now = stateNow()
    if (now === state || mode === 'closed') return
    state = now
    states.emit(now)
  }

  const deliver = (frame: CapturedFrame): void => {
    if (isHandingOver) return
    latest = mode === 'muted' ? silence : frame.pcm
    endMs = frame.atMs + frameMs
    const isZero =
      mode === 'on' && current?.track.muted === false && frame.pcm.every((sample) => sample === 0)
    const wasSilent = zeroFrames * frameMs >= silentMs
    zeroFrames = isZero ? zeroFrames + 1 : 0
    if (zeroFrames * frameMs >= silentMs !== wasSilent) emitState()
    frames.emit(mode === 'muted' ? { ...frame, pcm: new Int16Array(frame.pcm.length) } : frame)
  }

  const drop = (): void => {
    current?.close()
    current = undefined
    tap.use(undefined)
    latest = silence
  }

  const lose = (reason: MicrophoneUnavailableError): void => {
    drop()
    error = reason
    emitState()
  }

  /** Opens the default device for a lost one. */
  const retry = (): void => {
    if (current !== undefined || isReplacing || (mode !== 'on' && mode !== 'muted')) return
    replace(undefined).catch((cause: unknown) => {
      const reason = toMicrophoneError(cause)
      if (reason instanceof MicrophoneUnavailableError && reason.reason === 'aborted') return
      error = reason
      emitState()
    })
  }

  const onChange = (): void => {
    if (current?.track.readyState !== 'ended') {
      emitState()
      return
    }
    lose(new MicrophoneUnavailableError('ended'))
    retry()
  }

  const install = (next: Capture, deviceId: string | undefined): void => {
    drop()
    current = next
    error = undefined
    zeroFrames = 0
    wantedDevice = deviceId
    next.track.enabled = mode === 'on'
    tap.use(next.track)
    next.follow({ onFrame: deliver, onChange, onCrash: lose })
    emitState()
  }

  /** Waits for the first frame of a capture that continues where the old one ends. */
  const firstFrameOf = (next: Capture): Promise<CapturedFrame> =>
    new Promise((resolve, reject) => {
      let count = 0
      const fail = (fault: 'aborted' | 'ended' | 'failed') => {
        isHandingOver = false
        next.close()
        reject(new MicrophoneUnavailableError(fault))
      }
      abortAttempt = () => fail('aborted')
      next.follow({
        onFrame: (frame) => {
          count++
          isHandingOver ||= count > silentFrames || frame.pcm.some((sample) => sample !== 0)
          if (current !== undefined && !(isHandingOver && frame.atMs >= endMs - frameMs / 2)) return
          isHandingOver = false
          resolve(frame)
        },
        onChange: () => {
          if (next.track.readyState === 'ended') fail('ended')
        },
        onCrash: () => fail('failed'),
      })
    })

  const openNext = async (deviceId: string | undefined, isWanted: () => boolean): Promise<void> => {
    const next = await openCapture(deviceId === undefined ? options : { ...options, deviceId }, isWanted)
    if (!isWanted()) {
      next.close()
      throw new MicrophoneUnavailableError('aborted')
    }
    const isSeamless = current !== undefined && next.context.state === 'running'
    const first = isSeamless ? await firstFrameOf(next) : undefined
    abortAttempt = () => undefined
    install(next, deviceId)
    if (first !== undefined) deliver(first)
  }

  const replace = async (deviceId: string | undefined): Promise<void> => {
    abandon()
    const attempt = attempts
    isReplacing = true
    try {
      await openNext(deviceId, () => attempt === attempts)
    } finally {
      if (attempt === attempts) isReplacing = false
    }
  }

  /** Aborts what is being opened. */
  const abandon = (): void => {
    attempts++
    isReplacing = false
    abortAttempt()
    abortAttempt = () => undefined
  }

  const { mediaDevices } = navigator as { readonly mediaDevices?: MediaDevices }

  const start = async (): Promise<void> => {
    await replace(wantedDevice)
    state = stateNow()
    mediaDevices?.addEventListener('devicechange', retry)
  }

  const microphone: WebMicrophone = {
    listen: frames.add,
    watch: (listener) => {
      const leave = states.add(listener)
      listener(state)
      return leave
    },
    mute: ({ release = false } = {}) => {
      if (mode === 'closed' || mode === 'released') return
      mode = release ? 'released' : 'muted'
      if (release) {
        abandon()
        drop()
      } else if (current !== undefined) current.track.enabled = false
      emitState()
    },
    unmute: async () => {
      if (mode === 'closed' || mode === 'on') return
      if (mode === 'released') await replace(wantedDevice)
      mode = 'on'
      if (current !== undefined) current.track.enabled = true
      emitState()
    },
    switchTo: async (deviceId) => {
      if (mode === 'closed') throw new MicrophoneUnavailableError('aborted')
      if (mode === 'released') wantedDevice = deviceId
      else await replace(deviceId)
    },
    close: () => {
      mode = 'closed'
      mediaDevices?.removeEventListener('devicechange', retry)
      abandon()
      drop()
      tap.close()
      frames.clear()
      states.clear()
    },
    get state() {
      return state
    },
    get error() {
      return error
    },
    get level() {
      return rmsDbfs(latest)
    },
    get stream() {
      return tap.stream
    },
    readSpectrum: (bins) => current?.spectrum.read(bins) ?? fillSilent(bins),
    get deviceId() {
      return current?.track.getSettings().deviceId ?? ''
    },
  }

  return { microphone, start }
}

/**
 * Opens a microphone: frames of 20 ms at 24 kHz, for any rate of the device, with their capture times in milliseconds of
 * `performance.now()`. The browser may ask the user first.
 *
 * @throws {MicrophoneUnavailableError} with the `reason`; everything opened until then is closed.
 * @throws {WorkletNotLoadedError} when the worklet file is not at its URL.
 */
export const openMicrophone = ({ signal, ...options }: MicrophoneOptions = {}): Promise<WebMicrophone> =>
  new Promise((resolve, reject) => {
    const { microphone, start } = createMicrophone(options)
    const abort = (): void => {
      microphone.close()
      reject(new MicrophoneUnavailableError('aborted', signal?.reason))
    }
    if (signal?.aborted === true) {
      abort()
      return
    }
    signal?.addEventListener('abort', abort)
    start()
      .then(() => resolve(microphone), reject)
      .finally(() => signal?.removeEventListener('abort', abort))
  })
