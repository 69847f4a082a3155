import {
  initialLatency,
  initialTranscript,
  canPlay,
  initialPlayback,
  reducePlayback,
  reduceLatency,
  reduceTranscript,
  type ClientMessage,
  type Clock,
  type Latency,
  type PlaybackEvent,
  type ServerMessage,
  type Transcript,
  type UnknownMessage,
} from '@vatel/core'

/** What has been said, and how quickly. */
export interface Told {
  readonly transcript: Transcript
  readonly latency: Latency
}

/**
 * Follows a call with core's reducers. It stands beside the machine, because most of what moves it, audio above all,
 * is no news to a statechart: the machine is told when there is something to show.
 */
export interface Conversation {
  readonly told: Told
  /** What has changed since it was asked for last, if anything has. */
  news(): Told | undefined
  received(message: ServerMessage | UnknownMessage): void
  sent(message: ClientMessage): void
  heard(event: PlaybackEvent): void
  /** The interface silences the agent: what the platform does with an `interruption`, without its word. */
  cutShort(): void
  canPlay(turnId: string): boolean
}

const interruption = { type: 'interruption', data: {} } as const

/** Starts to follow a call. */
export const followConversation = (clock: Clock): Conversation => {
  let gate = initialPlayback
  let told: Told = { transcript: initialTranscript, latency: initialLatency }
  let known = told
  const change = (transcript: Transcript, latency: Latency) => {
    if (transcript !== told.transcript || latency !== told.latency) told = { transcript, latency }
  }
  const step = (event: ServerMessage | UnknownMessage | PlaybackEvent) =>
    change(
      reduceTranscript(told.transcript, event),
      reduceLatency(told.latency, event, clock.performance.now()),
    )
  return {
    get told() {
      return told
    },
    news: () => {
      if (known === told) return undefined
      known = told
      return told
    },
    received: (message) => {
      gate = reducePlayback(gate, message)
      step(message)
    },
    sent: (message) => change(reduceTranscript(told.transcript, message), told.latency),
    heard: step,
    cutShort: () => {
      gate = reducePlayback(gate, interruption)
      change(reduceTranscript(told.transcript, interruption), told.latency)
    },
    canPlay: (turnId) => canPlay(gate, turnId),
  }
}
