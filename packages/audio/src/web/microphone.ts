import { systemClock } from '../clock.ts'
import { MicrophoneUnavailableError } from '../errors.ts'
import { rmsDbfs } from '../level.ts'
import { createListeners } from '../listeners.ts'
import {
  openCapture,
  type Capture,
  type CapturedFrame,
  type MicrophoneOptions,
  type MicrophoneProcessing,
} from './capture.ts'
import { outputStateOf } from './contexts.ts'
import { frameMs, frameSamples } from './frame-recorder.ts'
import { toMicrophoneError } from './opening.ts'
import { createTrackTap, fillSilent } from './sound-tap.ts'
import type { MicrophoneState, WebMicrophone } from './web-microphone.ts'

/** A new device counts as running after this many silent frames. */
const silentFrames = 10
const silence = new Int16Array(frameSamples)
/** A device that captures only zeros for this time is `silent`. */
const silentMs = 3_000

/** A microphone, and the function that opens its first device. */
interface IdleMicrophone {
  readonly microphone: WebMicrophone
  readonly start: () => Promise<void>
}

/** Creates a microphone that uses one capture after the other. */
const createMicrophone = ({ deviceId: firstDevice, ...first }: MicrophoneOptions): IdleMicrophone => {
  const frames = createListeners<CapturedFrame>(systemClock)
  const states = createListeners<MicrophoneState>(systemClock)
  let mode: 'on' | 'muted' | 'released' | 'closed' = 'on'
  let options = first
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

  const install = (next: Capture, { deviceId, ...processed }: MicrophoneOptions): void => {
    drop()
    current = next
    options = processed
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

  const openNext = async (wanted: MicrophoneOptions, isWanted: () => boolean): Promise<void> => {
    const next = await openCapture(wanted, isWanted)
    if (!isWanted()) {
      next.close()
      throw new MicrophoneUnavailableError('aborted')
    }
    const isSeamless = current !== undefined && next.context.state === 'running'
    const first = isSeamless ? await firstFrameOf(next) : undefined
    abortAttempt = () => undefined
    install(next, wanted)
    if (first !== undefined) deliver(first)
  }

  const replace = async (
    deviceId: string | undefined,
    processing: MicrophoneProcessing = {},
  ): Promise<void> => {
    abandon()
    const attempt = attempts
    isReplacing = true
    try {
      const wanted = { ...options, ...processing, ...(deviceId !== undefined && { deviceId }) }
      await openNext(wanted, () => attempt === attempts)
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
      const unsubscribe = states.add(listener)
      listener(state)
      return unsubscribe
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
    switchTo: async (deviceId, processing) => {
      if (mode === 'closed') throw new MicrophoneUnavailableError('aborted')
      if (mode === 'released') {
        wantedDevice = deviceId
        options = { ...options, ...processing }
      } else await replace(deviceId, processing)
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
 * @example
 * const microphone = await openMicrophone({ deviceId, signal: AbortSignal.timeout(10_000) })
 * microphone.listen(({ pcm }) => connection.sendAudio(pcm))
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
