import {
  canPlay,
  initialLatency,
  initialPlayback,
  initialTranscript,
  isCancelled,
  reduceLatency,
  reducePlayback,
  reduceTranscript,
  unheardMs,
  type ClientMessage,
  type Clock,
  type Latency,
  type PlaybackEvent,
  type ServerMessage,
  type Transcript,
  type UnknownMessage,
} from '@vatel/core'

/** The words of a call, and the latencies of its turns. */
export interface ConversationView {
  readonly transcript: Transcript
  readonly latency: Latency
}

/**
 * The conversation of one call, reduced by core's reducers beside the machine: most of what changes it, audio above all,
 * moves no state. The machine gets the view with the events that it takes anyway, and `conversation.changed` otherwise.
 */
export interface Conversation {
  readonly view: ConversationView
  /** Milliseconds of the agent's speech that came and are still to be heard. */
  readonly unheardMs: number
  /** Returns the view if it has changed since the last call of this function. */
  takeChanges(): ConversationView | undefined
  received(message: ServerMessage | UnknownMessage): void
  sent(message: ClientMessage): void
  heard(event: PlaybackEvent): void
  /** Cancels the agent's turns for the interface, as an `interruption` of the platform does. */
  interrupt(): void
  /** Counts all sound that is still to be heard as discarded. */
  discard(): void
  canPlay(turnId: string): boolean
  /** Tests whether all sound of a turn was cancelled or discarded: a late event about it changes nothing. */
  isSilenced(turnId: string): boolean
}

const interruption = { type: 'interruption', data: {} } as const

/** Speakers report progress as often as every 20 ms; the words heard so far change less often. In milliseconds. */
const progressEveryMs = 200

/** Starts an empty conversation. */
export const createConversation = (clock: Clock): Conversation => {
  let playback = initialPlayback
  let view: ConversationView = { transcript: initialTranscript, latency: initialLatency }
  let taken = view
  let progressAtMs = -Infinity
  const change = (transcript: Transcript, latency: Latency) => {
    if (transcript !== view.transcript || latency !== view.latency) view = { transcript, latency }
  }
  const reduce = (event: ServerMessage | UnknownMessage | PlaybackEvent) =>
    change(
      reduceTranscript(view.transcript, event),
      reduceLatency(view.latency, event, clock.performance.now()),
    )
  return {
    get view() {
      return view
    },
    get unheardMs() {
      return unheardMs(playback)
    },
    takeChanges: () => {
      if (taken === view) return undefined
      taken = view
      return view
    },
    received: (message) => {
      playback = reducePlayback(playback, message)
      reduce(message)
    },
    sent: (message) => change(reduceTranscript(view.transcript, message), view.latency),
    heard: (event) => {
      playback = reducePlayback(playback, event)
      if (event.type === 'progress') {
        if (event.atMs < progressAtMs + progressEveryMs) return
        progressAtMs = event.atMs
      }
      reduce(event)
    },
    interrupt: () => {
      playback = reducePlayback(playback, interruption)
      change(reduceTranscript(view.transcript, interruption), view.latency)
    },
    discard: () => {
      const atMs = clock.performance.now()
      for (const { turnId, heardSamples } of playback.turns)
        playback = reducePlayback(playback, { type: 'flushed', turnId, heardSamples, atMs })
    },
    canPlay: (turnId) => canPlay(playback, turnId),
    isSilenced: (turnId) =>
      isCancelled(playback, turnId) ||
      playback.turns.some(
        (turn) =>
          turn.turnId === turnId &&
          turn.flushedSamples > 0 &&
          turn.heardSamples + turn.flushedSamples >= turn.receivedSamples,
      ),
  }
}
