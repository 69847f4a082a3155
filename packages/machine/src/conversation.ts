import {
  canPlay,
  initialLatency,
  initialPlayback,
  initialTranscriptState,
  isCancelled,
  reduceLatency,
  reducePlayback,
  reduceTranscriptState,
  unheardMs,
  type ClientMessage,
  type Clock,
  type Latency,
  type PlaybackEvent,
  type ServerMessage,
  type TranscriptState,
  type UnknownMessage,
} from '@vatel/core'

/** The words of a call, and the latencies of its turns. */
export interface ConversationView {
  /** The transcript in two parts, so that no event copies all its lines; `selectTranscript` joins them. */
  readonly transcript: TranscriptState
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
  /** Follows a message of the platform. Returns the parts of the view that it changed. */
  received(message: ServerMessage | UnknownMessage): readonly (keyof ConversationView)[]
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
  let transcript = initialTranscriptState
  let latency = initialLatency
  /** The view of the present state, once it was asked for. */
  let view: ConversationView | undefined
  let taken: ConversationView | undefined
  let progressAtMs = -Infinity
  const change = (
    nextTranscript: TranscriptState,
    nextLatency: Latency,
  ): readonly (keyof ConversationView)[] => {
    const changed: (keyof ConversationView)[] = []
    if (nextTranscript !== transcript) changed.push('transcript')
    if (nextLatency !== latency) changed.push('latency')
    if (changed.length > 0) view = undefined
    transcript = nextTranscript
    latency = nextLatency
    return changed
  }
  const reduce = (event: ServerMessage | UnknownMessage | PlaybackEvent) =>
    change(reduceTranscriptState(transcript, event), reduceLatency(latency, event, clock.performance.now()))
  const viewNow = (): ConversationView => (view ??= { transcript, latency })
  taken = viewNow()
  return {
    get view() {
      return viewNow()
    },
    get unheardMs() {
      return unheardMs(playback)
    },
    takeChanges: () => {
      if (taken === view) return undefined
      taken = viewNow()
      return taken
    },
    received: (message) => {
      playback = reducePlayback(playback, message)
      return reduce(message)
    },
    sent: (message) => {
      change(reduceTranscriptState(transcript, message), latency)
    },
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
      change(reduceTranscriptState(transcript, interruption), latency)
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
