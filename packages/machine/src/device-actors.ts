import type { MicrophoneFrame, MicrophoneState, OutputState, PlaybackEvent } from '@vatel/core'
import { fromCallback } from 'xstate'
import { nonPersistedInput, restoredInput, type CallResources, type RestoredInput } from './call-resources.ts'
import { tryDevice, wordOf } from './device-error.ts'
import { inputEvents, outputEvents, type AudioEvent } from './device-events.ts'
import type { MicrophoneEvent, SpeakerEvent } from './events.ts'

/** Returns the reason of a lost device, in one word. */
const reasonOf = (state: MicrophoneState | OutputState, error: unknown): { readonly reason?: string } => {
  const reason = state === 'lost' ? wordOf(error) : undefined
  return reason === undefined ? {} : { reason }
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
export const microphone = nonPersistedInput(
  fromCallback<MicrophoneCommand, CallResources | RestoredInput>(({ input, sendBack, receive }) => {
    if (input === restoredInput) return undefined
    const report = (event: MicrophoneEvent) => sendBack(event)
    const { connection, microphone: device } = input
    if (device === undefined) {
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
      if (stopWatching !== undefined) stops.push(stopWatching)
    })
    receive(({ type }) => {
      mode = type
    })
    return () => {
      for (const stop of stops) attempt(stop)
      attempt(() => device.close())
    }
  }),
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
  const end = (type: AudioEvent['type']): AudioEvent['type'] | undefined => {
    const before = sounding
    sounding = undefined
    return before === undefined ? undefined : type
  }
  return {
    cut: () => end('audio.cut'),
    detect: ({ type, turnId }: PlaybackEvent): AudioEvent['type'] | undefined => {
      if (type === 'started' || type === 'progress') {
        const before = sounding
        sounding = turnId
        return before === undefined ? 'audio.started' : undefined
      }
      // Reports of turns may overlap: the end of one that another has followed is no silence.
      if (sounding !== turnId) return undefined
      return end(type === 'flushed' ? 'audio.cut' : 'audio.stopped')
    },
  }
}

/** Follows what is heard, and silences the speaker when it is stopped. */
export const speaker = nonPersistedInput(
  fromCallback<SpeakerCommand, CallResources | RestoredInput>(({ input, sendBack, receive }) => {
    const report = (event: SpeakerEvent) => sendBack(event)
    if (input === restoredInput) {
      report({ type: 'audio.ended' })
      return undefined
    }
    const { conversation, playback } = input
    const sound = createSoundDetector()
    let output: OutputState = 'running'

    const reportSound = (type: AudioEvent['type'] | undefined) => {
      const view = conversation.takeChanges()
      if (type !== undefined) report({ type, view })
      else if (view !== undefined) report({ type: 'conversation.changed', view })
    }
    /** A speaker on another thread reports the flush later, or never: it was asked to be silent, and counts as silent. */
    const cut = (silence: () => void) => {
      silence()
      reportSound(sound.cut())
    }
    const commands: Readonly<Record<SpeakerCommand['type'], () => void>> = {
      flush: () => cut(playback.flush),
      interrupt: () => {
        conversation.interrupt()
        playback.reset()
        cut(playback.flush)
      },
      shut: () => cut(playback.shut),
      open: playback.open,
    }
    const stopListening = [
      playback.listen((event) => {
        conversation.heard(event)
        const { type, turnId, refusedMs = 0 } = event
        if (type === 'refused')
          report({ type: 'audio.refused', turnId, refusedMs, view: conversation.takeChanges() })
        else reportSound(sound.detect(event))
      }),
      playback.watch((state) => {
        if (state === output) return
        output = state
        report({ type: outputEvents[state], ...reasonOf(state, playback.speakerError) })
      }),
    ]
    receive(({ type }) => tryDevice('speaker', commands[type], report))
    return () => {
      tryDevice('speaker', playback.flush, report)
      for (const stop of stopListening) stop()
    }
  }),
)
