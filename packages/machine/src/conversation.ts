import {
  canPlay,
  createAudioDecoder,
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
  type OutputState,
  type PlaybackEvent,
  type ServerData,
  type ServerMessage,
  type Speaker,
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
      for (const { turnId } of playback.turns)
        playback = reducePlayback(playback, { type: 'flushed', turnId, heardSamples: 0, atMs })
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
  /** The error of a speaker that is lost. */
  readonly speakerError: unknown
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
    get speakerError() {
      return speaker.error
    },
  }
}
