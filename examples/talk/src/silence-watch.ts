import {
  canPlay,
  initialPlayback,
  reducePlayback,
  type PlaybackEvent,
  type ServerMessage,
  type UnknownMessage,
} from '@vatel/core'

/** How the agent fell silent after one interruption, measured in what was heard. */
export interface Silencing {
  /** When the `interruption` came. */
  readonly interruptedAtMs: number
  /** From then to the end of the last sample that was not silence; 0 when nothing sounded any more. */
  readonly silentAfterMs: number
}

/** Watches what is heard for what must not be. */
export interface SilenceWatch {
  message(message: ServerMessage | UnknownMessage, atMs: number): void
  /** What the loudspeaker sounds, with the time of its first sample; in order, silence included. */
  sound(pcm: Int16Array, atMs: number): void
  playout(event: PlaybackEvent): void
  /** Each interruption so far. */
  readonly silencings: readonly Silencing[]
  /** Turns that were heard after they had been cancelled. */
  readonly staleTurns: ReadonlySet<string>
}

const samplesPerMs = 24

/** A PCM16 sample this small is the dither of a fade, 84 dB below full scale. */
const audible = 2

/** Listens beside the speaker and believes only the samples. */
export const createSilenceWatch = (): SilenceWatch => {
  const done: Silencing[] = []
  const staleTurns = new Set<string>()
  let gate = initialPlayback
  let watched: Silencing | undefined
  let soundsUntilMs = 0

  const settle = (): void => {
    if (watched !== undefined) done.push(watched)
    watched = undefined
  }
  const current = (): readonly Silencing[] => (watched === undefined ? done : [...done, watched])

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
    get silencings() {
      return current()
    },
    staleTurns,
  }
}
