import {
  canPlay,
  initialPlayback,
  reducePlayback,
  sampleRate,
  type PlaybackEvent,
  type ServerMessage,
  type UnknownMessage,
} from '@vatel/core'

/** Reaction of the agent to one interruption, measured in the audio that was heard. */
export interface Reaction {
  /** Time of the `interruption`. */
  readonly interruptedAtMs: number
  /** Time from then to the end of the last audible sample; 0 if the agent was silent already. */
  readonly silentAfterMs: number
}

/** Measures the silence after interruptions. */
interface InterruptionWatch {
  message(message: ServerMessage | UnknownMessage, atMs: number): void
  /** Receives loudspeaker audio in order, silence included, with the time of its first sample. */
  sound(pcm: Int16Array, atMs: number): void
  playout(event: PlaybackEvent): void
  /** Every interruption so far. */
  readonly reactions: readonly Reaction[]
  /** Turns that were audible after they had been cancelled. */
  readonly staleTurns: ReadonlySet<string>
}

const samplesPerMs = sampleRate / 1_000

/** Smallest audible PCM16 sample; below it is the dither of a fade, 84 dB below full scale. */
const audible = 2

/** Creates a watch that measures samples of the speaker, independent of what the speaker reports. */
export const createInterruptionWatch = (): InterruptionWatch => {
  const done: Reaction[] = []
  const staleTurns = new Set<string>()
  let gate = initialPlayback
  let watched: Reaction | undefined
  let soundsUntilMs = 0

  const settle = (): void => {
    if (watched !== undefined) done.push(watched)
    watched = undefined
  }
  const current = (): readonly Reaction[] => (watched === undefined ? done : [...done, watched])

  return {
    message: (message, atMs) => {
      gate = reducePlayback(gate, message)
      if (message.type === 'speech_stopped') settle()
      if (message.type !== 'interruption') return
      settle()
      watched = { interruptedAtMs: atMs, silentAfterMs: Math.max(0, soundsUntilMs - atMs) }
    },
    sound: (pcm, atMs) => {
      const last = pcm.findLastIndex((sample) => Math.abs(sample) >= audible)
      if (last < 0) return
      soundsUntilMs = atMs + (last + 1) / samplesPerMs
      if (watched !== undefined)
        watched = { ...watched, silentAfterMs: Math.max(0, soundsUntilMs - watched.interruptedAtMs) }
    },
    playout: ({ type, turnId }) => {
      if ((type === 'started' || type === 'progress') && !canPlay(gate, turnId)) staleTurns.add(turnId)
    },
    get reactions() {
      return current()
    },
    staleTurns,
  }
}
