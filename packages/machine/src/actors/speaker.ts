import type { OutputState, PlayoutEvent } from '@vatel/core'
import { fromCallback } from 'xstate'
import { troubleWith } from '../errors/trouble-with.ts'
import type { OutputEvent, SpeakerEvent } from '../events.ts'
import type { Line } from '../line/line.ts'
import { inputKeptOut, restored, type Restored } from './input-kept-out.ts'

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

    const show = (event: PlayoutEvent) => {
      if (event.type === 'progress' && event.atMs < progressAtMs + progressEveryMs) return
      if (event.type === 'progress') progressAtMs = event.atMs
      const before = conversation.told
      conversation.heard(event)
      const { told } = conversation
      if (told.transcript !== before.transcript || told.latency !== before.latency)
        tell({ type: 'conversation', ...told })
    }
    const begin = (turnId: string) => {
      const before = sounding
      sounding = turnId
      if (before === undefined) tell({ type: 'soundBegan' })
    }
    const stop = (turnId: string, type: 'soundStopped' | 'soundCut') => {
      // Turns may overlap in the telling: the end of one that another has followed is no silence.
      if (sounding !== turnId) return
      sounding = undefined
      tell({ type })
    }
    const follow = (event: PlayoutEvent) => {
      show(event)
      switch (event.type) {
        case 'started':
        case 'progress':
          begin(event.turnId)
          return
        case 'underrun':
        case 'drained':
          stop(event.turnId, 'soundStopped')
          return
        case 'flushed':
          stop(event.turnId, 'soundCut')
      }
    }
    const attempt = (act: () => void) => {
      try {
        act()
      } catch (error) {
        tell({ type: 'trouble', error: troubleWith('speaker', error) })
      }
    }
    /** A speaker on another thread says later, or never, that it was cut short: silence is what was asked of it. */
    const cut = (silence: () => void) => {
      silence()
      if (sounding !== undefined) stop(sounding, 'soundCut')
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
    receive(({ type }) => attempt(orders[type]))
    return () => {
      attempt(playback.flush)
      for (const stop of leave) stop()
    }
  }),
)
