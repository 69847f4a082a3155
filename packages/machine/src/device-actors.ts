import {
  InvalidArgumentError,
  soundingTurn,
  type MicrophoneFrame,
  type MicrophoneState,
  type OutputState,
} from '@vatel/core'
import { callActor, type CallResources } from './call-resources.ts'
import { reportChanges } from './conversation.ts'
import { tryDevice, wordOf, type Device } from './device-error.ts'
import { inputEvents, outputEvents, type AudioEvent } from './device-events.ts'
import type { CallErrorEvent, MicrophoneEvent, SpeakerEvent } from './events.ts'

/**
 * Makes the listener to the states of a device, which reports each change, and the reason of a lost one in one word. A state
 * that is not known is reported as `call.error`, and changes nothing.
 */
const reportStates =
  <State extends MicrophoneState | OutputState, Type>(
    device: Device,
    state: NoInfer<State>,
    types: Readonly<Record<State, Type>>,
    report: (event: CallErrorEvent | { readonly type: Type; readonly reason?: string }) => void,
    errorOf: () => unknown,
  ) =>
  (now: State): void =>
    tryDevice(
      device,
      () => {
        if (now === state) return
        state = now
        // In JavaScript it may be any word, such as that of another API.
        if (!Object.hasOwn(types, now))
          throw new InvalidArgumentError(
            `${device}.watch`,
            `must report one of ${Object.keys(types).join(', ')}`,
          )
        const reason = now === 'lost' && wordOf(errorOf())
        report({ type: types[now], ...(reason && { reason }) })
      },
      report,
    )

// The microphone.

/** A command of the machine to the actor `microphone`: send the user's voice, or silence of the same length. */
export interface MicrophoneCommand {
  readonly type: 'sendVoice' | 'sendSilence'
}

/**
 * Sends the user's voice, frame by frame, without passing the machine. It begins with silence, and the state `live`
 * requests the voice. A muted microphone sends silence and not nothing: the platform detects the end of an utterance by
 * the silence after it, and a connection without traffic looks dead. Closes the device when it is stopped.
 */
export const microphone = callActor<MicrophoneCommand, CallResources, MicrophoneEvent>(
  ({ input: { connection, microphone: device }, report, receive }) => {
    if (!device) {
      report({ type: 'microphone.off' })
      return undefined
    }
    let mode: MicrophoneCommand['type'] = 'sendSilence'
    let silence = new Int16Array(0)
    const stops: (() => void)[] = []
    const silenceOf = (length: number) => {
      if (silence.length !== length) silence = new Int16Array(length)
      return silence
    }
    let hasFailed = false
    const send = (frame: MicrophoneFrame) =>
      tryDevice(
        'microphone',
        () => {
          const { pcm } = frame
          connection.sendAudio(mode === 'sendVoice' ? pcm : silenceOf(pcm.length))
        },
        (error) => {
          // Once: fifty frames come in a second.
          if (!hasFailed) report(error)
          hasFailed = true
        },
      )
    const attempt = (run: () => void) =>
      tryDevice('microphone', run, (error) => {
        report(error)
        report({ type: 'microphone.off' })
      })
    attempt(() => {
      stops.push(device.listen(send))
      const stopWatching = device.watch?.(
        reportStates('microphone', 'live', inputEvents, report, () => device.error),
      )
      if (stopWatching) stops.push(stopWatching)
    })
    receive(({ type }) => {
      mode = type
    })
    return () => {
      for (const stop of stops) attempt(stop)
      attempt(() => device.close())
    }
  },
)

// The speaker.

/** A command of the machine to the actor `speaker`. */
export interface SpeakerCommand {
  /**
   * `flush`: silence after an `interruption` of the platform. `interrupt`: silence for the interface. `shut`: silence
   * until `open`.
   */
  readonly type: 'flush' | 'interrupt' | 'shut' | 'open'
}

/** Follows what is heard, and silences the speaker when it is stopped. */
export const speaker = callActor<SpeakerCommand, CallResources, SpeakerEvent>(
  ({ input: { conversation }, report, receive }) => {
    let sounding: string | undefined

    /** Takes the turn that sounds now; `silenced` is the event when that is none any more. */
    const reportSound = (turnId: string | undefined, silenced: AudioEvent['type']) => {
      const wasSilent = sounding === undefined
      sounding = turnId
      const isSilent = turnId === undefined
      if (isSilent === wasSilent) reportChanges(conversation, report)
      else report({ type: isSilent ? silenced : 'audio.started', view: conversation.takeChanges() })
    }
    const attempt = (run: () => void) => tryDevice('speaker', run, report)
    const obey = ({ type }: SpeakerCommand) =>
      attempt(() => {
        conversation[type]()
        // A speaker on another thread reports the flush later, or never: it was asked to be silent, and counts as silent.
        if (type !== 'open') reportSound(undefined, 'audio.cut')
      })
    const stops: (() => void)[] = []
    attempt(() => {
      stops.push(
        conversation.listen((event) => {
          const { type, turnId, refusedMs = 0 } = event
          if (type === 'refused')
            report({ type: 'audio.refused', turnId, refusedMs, view: conversation.takeChanges() })
          else reportSound(soundingTurn(sounding, event), type === 'flushed' ? 'audio.cut' : 'audio.stopped')
        }),
      )
      stops.push(
        conversation.watch(
          reportStates('speaker', 'running', outputEvents, report, () => conversation.speakerError),
        ),
      )
    })
    receive(obey)
    return () => {
      attempt(conversation.flush)
      for (const stop of stops) attempt(stop)
    }
  },
  { type: 'audio.ended' },
)
