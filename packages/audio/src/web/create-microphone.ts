import { systemClock } from '../clock.ts'
import { MicrophoneUnavailableError } from '../errors/microphone-unavailable.ts'
import { rmsDbfs } from '../level.ts'
import { createListeners } from '../listeners.ts'
import { openCapture, type Capture, type CapturedFrame } from './open-capture.ts'
import type { MicrophoneOptions } from './microphone-options.ts'
import { outputStateOf } from './output-state.ts'
import type { MicrophoneState, WebMicrophone } from './web-microphone.ts'

const frameMs = 20
/** A new device that is silent for as long counts as one that is on. */
const silentFrames = 10
const silence = new Int16Array(480)

/** A microphone, and what opens its first device. */
interface IdleMicrophone {
  readonly microphone: WebMicrophone
  readonly start: () => Promise<void>
}

/** Makes a microphone out of one capture after the other. */
export const createMicrophone = ({
  deviceId: firstDevice,
  ...options
}: MicrophoneOptions): IdleMicrophone => {
  const frames = createListeners<CapturedFrame>(systemClock)
  const states = createListeners<MicrophoneState>(systemClock)
  let mode: 'on' | 'muted' | 'released' | 'closed' = 'on'
  let wished = firstDevice
  let current: Capture | undefined
  let attempts = 0
  let isReplacing = false
  let callOff = (): void => undefined
  let latest: Int16Array = silence
  let endMs = -Infinity
  let told: MicrophoneState = 'live'

  const stateNow = (): MicrophoneState => {
    if (mode === 'released') return 'muted'
    if (current === undefined) return 'lost'
    const output = outputStateOf(current.context)
    if (output !== 'running') return output
    if (mode === 'muted') return 'muted'
    return current.track.muted ? 'interrupted' : 'live'
  }

  const tellState = (): void => {
    const state = stateNow()
    if (state === told || mode === 'closed') return
    told = state
    states.tell(state)
  }

  const deliver = (frame: CapturedFrame): void => {
    latest = mode === 'muted' ? silence : frame.pcm
    endMs = frame.atMs + frameMs
    frames.tell(mode === 'muted' ? { ...frame, pcm: new Int16Array(frame.pcm.length) } : frame)
  }

  const drop = (): void => {
    current?.close()
    current = undefined
    latest = silence
  }

  const loseIfEnded = (): void => {
    if (current?.track.readyState === 'ended') {
      drop()
      // Without a device that was asked for, what the system now has for its default takes over.
      if (wished === undefined && !isReplacing) replace(undefined).catch(tellState)
    }
    tellState()
  }

  const install = (next: Capture, deviceId: string | undefined): void => {
    drop()
    current = next
    wished = deviceId
    next.track.enabled = mode === 'on'
    next.follow({ heard: deliver, changed: loseIfEnded })
    tellState()
  }

  /** Waits until a capture has sound that goes on where that of the old one ends. */
  const untilHeard = (next: Capture): Promise<CapturedFrame> =>
    new Promise((resolve, reject) => {
      let count = 0
      const give = (fault: 'aborted' | 'failed') => {
        next.close()
        reject(new MicrophoneUnavailableError(fault))
      }
      callOff = () => give('aborted')
      next.follow({
        heard: (frame) => {
          count++
          const sounds = count > silentFrames || frame.pcm.some((sample) => sample !== 0)
          if (current === undefined || (sounds && frame.atMs >= endMs - frameMs / 2)) resolve(frame)
        },
        changed: () => {
          if (next.track.readyState === 'ended') give('failed')
        },
      })
    })

  const openNext = async (deviceId: string | undefined, isWanted: () => boolean): Promise<void> => {
    const next = await openCapture(deviceId === undefined ? options : { ...options, deviceId }, isWanted)
    if (!isWanted()) {
      next.close()
      throw new MicrophoneUnavailableError('aborted')
    }
    const isSeamless = current !== undefined && next.context.state === 'running'
    const first = isSeamless ? await untilHeard(next) : undefined
    callOff = () => undefined
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

  /** Calls off what is being opened. */
  const abandon = (): void => {
    attempts++
    isReplacing = false
    callOff()
    callOff = () => undefined
  }

  const start = async (): Promise<void> => {
    await replace(wished)
    told = stateNow()
  }

  const microphone: WebMicrophone = {
    listen: frames.add,
    watch: (listener) => {
      const leave = states.add(listener)
      listener(told)
      return leave
    },
    mute: ({ release = false } = {}) => {
      if (mode === 'closed' || mode === 'released') return
      mode = release ? 'released' : 'muted'
      if (release) {
        abandon()
        drop()
      } else if (current !== undefined) current.track.enabled = false
      tellState()
    },
    unmute: async () => {
      if (mode === 'closed' || mode === 'on') return
      if (mode === 'released') await replace(wished)
      mode = 'on'
      if (current !== undefined) current.track.enabled = true
      tellState()
    },
    switchTo: async (deviceId) => {
      if (mode === 'closed') throw new MicrophoneUnavailableError('aborted')
      if (mode === 'released') wished = deviceId
      else await replace(deviceId)
    },
    close: () => {
      mode = 'closed'
      abandon()
      drop()
      frames.clear()
      states.clear()
    },
    get state() {
      return told
    },
    get level() {
      return rmsDbfs(latest)
    },
    get deviceId() {
      return current?.track.getSettings().deviceId ?? ''
    },
  }

  return { microphone, start }
}
