import type { OutputState, PlaybackEvent } from '@vatel/core'
import { fromCallback } from 'xstate'
import type { OutputEvent, SoundEvent, SpeakerEvent } from '../events.ts'
import type { Told } from '../line/conversation.ts'
import type { Line } from '../line/line.ts'
import { inputKeptOut, restored, type Restored } from './input-kept-out.ts'
import { tryDevice } from './try-device.ts'

/** What the machine asks of the speaker. */
export interface SpeakerOrder {
  /**
   * `flush`: fall silent, the platform says so. `cutShort`: fall silent, the interface says so. `shut`: fall silent until
   * `open`.
   */
  readonly type: 'flush' | 'cutShort' | 'shut' | 'open'
}

const outputEvents: Readonly<Record<OutputState, OutputEvent>> = {
  running: { type: 'outputRuns' },
  'needs-gesture': { type: 'outputNeedsGesture' },
  interrupted: { type: 'outputInterrupted' },
}

/** Speakers tell of progress as often as every 20 ms; the words heard so far change less often. In milliseconds. */
const progressEveryMs = 200

/** Listens to what is heard, and falls silent when stopped. */
export const speaker = inputKeptOut(
  fromCallback<SpeakerOrder, Line | Restored>(({ input, sendBack, receive }) => {
    const tell = (event: SpeakerEvent) => sendBack(event)
    if (input === restored) {
      tell({ type: 'agentDone' })
      return undefined
    }
    const { conversation, playback } = input
    let sounding: string | undefined
    let progressAtMs = -Infinity
    let output: OutputState = 'running'

    /** What is new of the conversation, if it is to be told already. */
    const hear = (event: PlaybackEvent): Told | undefined => {
      if (event.type === 'progress' && event.atMs < progressAtMs + progressEveryMs) return undefined
      if (event.type === 'progress') progressAtMs = event.atMs
      conversation.heard(event)
      return conversation.news()
    }
    const begin = (turnId: string): SoundEvent['type'] | undefined => {
      const before = sounding
      sounding = turnId
      return before === undefined ? 'soundBegan' : undefined
    }
    const stop = (turnId: string, type: SoundEvent['type']): SoundEvent['type'] | undefined => {
      // Turns may overlap in the telling: the end of one that another has followed is no silence.
      if (sounding !== turnId) return undefined
      sounding = undefined
      return type
    }
    const soundOf = ({ type, turnId }: PlaybackEvent): SoundEvent['type'] | undefined => {
      switch (type) {
        case 'started':
        case 'progress':
          return begin(turnId)
        case 'underrun':
        case 'drained':
          return stop(turnId, 'soundStopped')
        case 'flushed':
          return stop(turnId, 'soundCut')
      }
    }
    const follow = (event: PlaybackEvent) => {
      const told = hear(event)
      const type = soundOf(event)
      if (type !== undefined) tell({ type, told })
      else if (told !== undefined) tell({ type: 'conversation', told })
    }
    /** A speaker on another thread says later, or never, that it was cut short: silence is what was asked of it. */
    const cut = (silence: () => void) => {
      silence()
      const told = conversation.news()
      if (sounding !== undefined) tell({ type: 'soundCut', told })
      else if (told !== undefined) tell({ type: 'conversation', told })
      sounding = undefined
    }
    const orders: Readonly<Record<SpeakerOrder['type'], () => void>> = {
      flush: () => cut(playback.flush),
      cutShort: () => {
        conversation.cutShort()
        cut(playback.flush)
      },
      shut: () => cut(playback.shut),
      open: playback.open,
    }
    const showOutput = (state: OutputState) => {
      if (state === output) return
      output = state
      tell(outputEvents[state])
    }
    const leave = [playback.listen(follow), playback.watch(showOutput)]
    receive(({ type }) => tryDevice('speaker', orders[type], tell))
    return () => {
      tryDevice('speaker', playback.flush, tell)
      for (const stop of leave) stop()
    }
  }),
)
