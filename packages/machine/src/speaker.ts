import {
  createAudioDecoder,
  type OutputState,
  type PlaybackEvent,
  type ServerData,
  type Speaker,
} from '@vatel/core'
import { fromCallback } from 'xstate'
import { nonPersistedInput, restoredInput, type CallResources, type RestoredInput } from './call-resources.ts'
import type { Conversation } from './conversation.ts'
import { tryDevice } from './device-error.ts'
import { outputEvents, type AudioEvent, type SpeakerEvent } from './events.ts'

/** The agent's speech on its way to the ear: core's playback rules before a speaker. */
export interface Playback {
  /**
   * Writes a chunk, unless its turn was cut short or the call is paused. A sample that a chunk cuts in two is completed by
   * the next chunk of the turn.
   *
   * @throws {InvalidArgumentError} when the chunk is not base64; its `is_final` still reaches the speaker
   */
  readonly play: (chunk: ServerData<'response_audio'>) => void
  /** Discards the samples that are not complete: an interruption cancels their turns. */
  readonly reset: () => void
  /** Silences the speaker at once. */
  readonly flush: () => void
  /** Silences the speaker, and lets nothing be written until `open`. */
  readonly shut: () => void
  readonly open: () => void
  /** Calls back with what is heard, without late events about turns that were cut. */
  readonly listen: (listener: (event: PlaybackEvent) => void) => () => void
  /** Calls back with the state of the output: at once, and at each change. */
  readonly watch: (listener: (state: OutputState) => void) => () => void
  /** Milliseconds that were written and are still to be heard; 0 while the speaker cannot sound. */
  readonly unheardMs: number
}

/** Puts core's playback rules before a speaker. */
export const createPlayback = (speaker: Speaker, conversation: Conversation): Playback => {
  let gate: 'open' | 'shut' = 'open'
  let output: OutputState = 'running'
  const decoder = createAudioDecoder()
  return {
    play: ({ turn_id: turnId, audio, is_final: isFinal }) => {
      if (gate === 'shut') conversation.discard()
      if (!conversation.canPlay(turnId)) return
      let pcm: Int16Array = new Int16Array()
      try {
        // Decoded during a pause as well, so that the chunks after it begin at a sample.
        pcm = decoder.decode(turnId, audio)
      } finally {
        if (gate === 'open' && (pcm.length > 0 || isFinal)) speaker.write({ turnId, pcm, isFinal })
      }
    },
    reset: () => decoder.reset(),
    flush: () => speaker.flush(),
    shut: () => {
      gate = 'shut'
      speaker.flush()
      conversation.discard()
    },
    open: () => {
      gate = 'open'
    },
    listen: (listener) =>
      speaker.listen((event) => {
        if (event.type === 'flushed' || !conversation.isSilenced(event.turnId)) listener(event)
      }),
    watch: (listener) => {
      const show = (state: OutputState) => {
        output = state
        listener(state)
      }
      if (speaker.watch !== undefined) return speaker.watch(show)
      show('running')
      return () => undefined
    },
    get unheardMs() {
      return output === 'running' ? conversation.unheardMs : 0
    },
  }
}

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
      if (type === 'refused') return undefined
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
        reportSound(sound.detect(event))
      }),
      playback.watch((state) => {
        if (state === output) return
        output = state
        report(outputEvents[state])
      }),
    ]
    receive(({ type }) => tryDevice('speaker', commands[type], report))
    return () => {
      tryDevice('speaker', playback.flush, report)
      for (const stop of stopListening) stop()
    }
  }),
)
