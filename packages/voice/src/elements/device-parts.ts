import { css } from 'lit'
import { rememberDevices } from '../remember-devices.ts'
import type { VoiceCall } from '../voice-call.ts'
import type { CallElement } from './call-element.ts'

/** Milliseconds between two changes of the level; a transition fills the time between them. */
const stepMs = 96
/** Milliseconds between two changes for users who want little motion: to them the loudness is an opacity. */
export const calmStepMs = 500

let littleMotion: MediaQueryList | undefined

/** Returns true for users who want little motion. */
export const isCalm = (): boolean => (littleMotion ??= matchMedia('(prefers-reduced-motion: reduce)')).matches

/** An element that has a menu of devices, or is one. */
interface DeviceElement extends CallElement {
  remember: string | undefined
}

/** Runs a function while an element shows a call and has the part that it needs. */
const followIn = <Part extends object>(
  host: CallElement,
  partOf: () => Part | null,
  start: (call: VoiceCall, part: Part) => () => void,
): void => {
  let followedCall: VoiceCall | undefined
  let followedPart: Part | null = null
  let stop: (() => void) | undefined
  const follow = (call: VoiceCall | undefined, part: Part | null) => {
    if (call === followedCall && part === followedPart) return
    stop?.()
    followedCall = call
    followedPart = part
    stop = call && part ? start(call, part) : undefined
  }
  host.addController({
    hostUpdated: () => follow(host.currentCall, partOf()),
    hostDisconnected: () => follow(undefined, null),
  })
}

/**
 * Gives an element what belongs to its microphone: the loudness, as the CSS variable `--user` of the part `.level`, and the
 * choices of the last visit, unless its `remember` is `off`.
 */
export const followMicrophone = (host: DeviceElement): void => {
  followIn(
    host,
    () => host.renderRoot.querySelector<HTMLElement>('.level'),
    ({ meters }, { style }) =>
      meters.subscribe(
        ({ user }) => style.setProperty('--user', user.toFixed(2)),
        isCalm() ? calmStepMs : stepMs,
      ),
  )
  followIn(
    host,
    () => (host.remember === 'off' ? null : host),
    (call) => rememberDevices(call),
  )
}

/** Styles of three bars that move with the voice. */
export const levelStyles = css`
  .level {
    display: flex;
    gap: 2px;
    align-items: center;
    block-size: 1.25rem;
  }
  .level i {
    inline-size: 3px;
    block-size: 100%;
    border-radius: 2px;
    background: currentColor;
    scale: 1 calc(0.16 + 0.5 * var(--user, 0));
    transition: scale 90ms linear;
  }
  .level i:nth-child(2) {
    scale: 1 calc(0.16 + 0.84 * var(--user, 0));
  }
  @media (prefers-reduced-motion: reduce) {
    .level i:nth-child(n) {
      scale: 1 0.66;
      opacity: calc(0.3 + 0.7 * var(--user, 0));
    }
  }
  @media (forced-colors: active) {
    .level i {
      forced-color-adjust: none;
      background: ButtonText;
    }
  }
`

/** A context that can choose its output; not every browser has that. */
type SinkContext = AudioContext & { readonly setSinkId?: (deviceId: string) => Promise<void> }

/** Notes of the sound, in Hz. */
const notes = [523.25, 659.25, 783.99]
const noteSeconds = 0.18

/** Plays three short notes on a speaker, the default one for ''. Rejects when it cannot be used. */
export const playTestSound = async (deviceId: string, volume: number): Promise<void> => {
  const context: SinkContext = new AudioContext()
  try {
    if (deviceId !== '') await context.setSinkId?.(deviceId)
    await context.resume()
    const ends = notes.map((frequency, at) => {
      const start = context.currentTime + at * noteSeconds
      const note = new OscillatorNode(context, { frequency })
      const gain = new GainNode(context, { gain: 0 })
      gain.gain.setTargetAtTime(0.25 * volume, start, 0.01)
      gain.gain.setTargetAtTime(0, start + noteSeconds * 0.6, 0.06)
      note.connect(gain).connect(context.destination)
      note.start(start)
      note.stop(start + 3 * noteSeconds)
      return new Promise((resolve) => note.addEventListener('ended', resolve, { once: true }))
    })
    await Promise.all(ends)
  } finally {
    void context.close()
  }
}
