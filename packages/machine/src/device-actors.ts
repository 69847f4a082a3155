import type { MicrophoneFrame, MicrophoneState, OutputState, PlaybackEvent } from '@vatel/core'
import { callActor, type CallResources } from './call-resources.ts'
import { reportChanges } from './conversation.ts'
import { tryDevice, wordOf } from './device-error.ts'
import { inputEvents, outputEvents, type AudioEvent } from './device-events.ts'
import type { MicrophoneEvent, SpeakerEvent } from './events.ts'

/** Returns the reason of a lost device, in one word. */
const reasonOf = (state: MicrophoneState | OutputState, error: unknown): { readonly reason?: string } => {
  const reason = state === 'lost' ? wordOf(error) : undefined
  return reason ? { reason } : {}
}

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
    let state: MicrophoneState = 'live'

    const silenceOf = (length: number) => {
      if (silence.length !== length) silence = new Int16Array(length)
      return silence
    }
    const send = ({ pcm }: MicrophoneFrame) => {
      connection.sendAudio(mode === 'sendVoice' ? pcm : silenceOf(pcm.length))
    }
    const attempt = (run: () => void) =>
      tryDevice('microphone', run, (error) => {
        report(error)
        report({ type: 'microphone.off' })
      })
    const show = (now: MicrophoneState) => {
      if (now === state) return
      state = now
      report({ type: inputEvents[now], ...reasonOf(now, device.error) })
    }
    attempt(() => {
      stops.push(device.listen(send))
      const stopWatching = device.watch?.(show)
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

/** Detects from playback events when the agent begins to sound and when it falls silent. */
const createSoundDetector = () => {
  let sounding: string | undefined
  /** Takes the turn that sounds now; returns the event when that is the first one, or silence. */
  const change = (turnId: string | undefined, type: AudioEvent['type']): typeof type | undefined => {
    const isNews = (turnId === undefined) !== (sounding === undefined)
    sounding = turnId
    return isNews ? type : undefined
  }
  return {
    cut: () => change(undefined, 'audio.cut'),
    detect: ({ type, turnId }: PlaybackEvent): AudioEvent['type'] | undefined => {
      if (type === 'started' || type === 'progress') return change(turnId, 'audio.started')
      // Reports of turns may overlap: the end of one that another has followed is no silence.
      if (sounding !== turnId) return undefined
      return change(undefined, type === 'flushed' ? 'audio.cut' : 'audio.stopped')
    },
  }
}

/** Follows what is heard, and silences the speaker when it is stopped. */
export const speaker = callActor<SpeakerCommand, CallResources, SpeakerEvent>(
  ({ input: { conversation }, report, receive }) => {
    const sound = createSoundDetector()
    let output: OutputState = 'running'

    const reportSound = (type: AudioEvent['type'] | undefined) => {
      if (type) report({ type, view: conversation.takeChanges() })
      else reportChanges(conversation, report)
    }
    const obey = ({ type }: SpeakerCommand) =>
      tryDevice(
        'speaker',
        () => {
          conversation[type]()
          // A speaker on another thread reports the flush later, or never: it was asked to be silent, and counts as silent.
          if (type !== 'open') reportSound(sound.cut())
        },
        report,
      )
    const stopListening = [
      conversation.listen((event) => {
        const { type, turnId, refusedMs = 0 } = event
        if (type === 'refused')
          report({ type: 'audio.refused', turnId, refusedMs, view: conversation.takeChanges() })
        else reportSound(sound.detect(event))
      }),
      conversation.watch((state) => {
        if (state === output) return
        output = state
        report({ type: outputEvents[state], ...reasonOf(state, conversation.speakerError) })
      }),
    ]
    receive(obey)
    return () => {
      tryDevice('speaker', conversation.flush, report)
      for (const stop of stopListening) stop()
    }
  },
  { type: 'audio.ended' },
)
