import {
  createAgentAudioReader,
  initialLatency,
  initialTranscriptState,
  isSilenced,
  reduceLatency,
  reduceTranscriptState,
  unheardMs,
  type CallConnection,
  type ClientMessage,
  type Clock,
  type Latency,
  type OutputState,
  type PlaybackEvent,
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

/** Reports that the transcript or the latencies have changed, and nothing else. */
export interface ConversationChangedEvent {
  readonly type: 'conversation.changed'
  readonly view: ConversationView
}

type Message = ServerMessage | UnknownMessage

/** The actor that follows the messages of a call. */
export interface MessageFollower {
  /**
   * Takes each message, but for audio after the first chunk of a turn; `isNews` is false where the message did not change
   * the transcript.
   */
  readonly onMessage: (message: Message, isNews: boolean) => void
  /** Takes what the speaker, or the decoder of a chunk that is not base64, threw. */
  readonly onError: (error: unknown) => void
}

/**
 * The conversation of one call, reduced by core's reducers beside the machine: most of what changes it, audio above all,
 * moves no state. The machine gets the view with the events that it takes anyway, and `conversation.changed` otherwise.
 */
export interface Conversation {
  /**
   * Passes the messages of the platform to the follower, from the first on, once they are reduced and their audio is
   * written to the speaker. Returns the function that stops it.
   */
  readonly follow: (follower: MessageFollower) => () => void
  /** Returns the view if it has changed since the last call of this function. */
  readonly takeChanges: () => ConversationView | undefined
  /** Follows a message of this side. */
  readonly sent: (message: ClientMessage) => void
  /** Ends the lines of the user, as the end of the session does. */
  readonly end: () => void
  /** Silences the speaker at once. */
  readonly flush: () => void
  /** Cancels the agent's turns for the interface, as an `interruption` of the platform does, and silences the speaker. */
  readonly interrupt: () => void
  /** Silences the speaker, and lets nothing be written until `open`. */
  readonly shut: () => void
  readonly open: () => void
  /** Calls back with what is heard, without late events about turns that were cut. */
  readonly listen: (listener: (event: PlaybackEvent) => void) => () => void
  /** Calls back with the state of the output: at once, and at each change. A speaker that tells none is `running`. */
  readonly watch: (listener: (state: OutputState) => void) => () => void
  /** Milliseconds of the agent's speech that came and are still to be heard; 0 while the speaker cannot sound. */
  readonly unheardMs: number
  /** The error of a speaker that is lost. */
  readonly speakerError: unknown
}

/** Reports the changes of a conversation that no event has brought yet. */
export const reportChanges = (
  { takeChanges }: Pick<Conversation, 'takeChanges'>,
  report: (event: ConversationChangedEvent) => void,
): void => {
  const view = takeChanges()
  if (view !== undefined) report({ type: 'conversation.changed', view })
}

const interruption = { type: 'interruption', data: {} } as const

/** Speakers report progress as often as every 20 ms; the words heard so far change less often. In milliseconds. */
const progressEveryMs = 200

/** Starts the conversation of a connection: its messages are kept from now on, until they are followed. */
export const createConversation = (
  connection: CallConnection,
  speaker: Speaker,
  clock: Clock,
): Conversation => {
  let onError: MessageFollower['onError'] | undefined
  const reader = createAgentAudioReader((error) => onError?.(error))
  let transcript = initialTranscriptState
  let latency = initialLatency
  let hasChanged = false
  let progressAtMs = -Infinity
  let gate: 'open' | 'shut' = 'open'
  let output: OutputState = 'running'

  const change = (nextTranscript: TranscriptState, nextLatency: Latency) => {
    hasChanged ||= nextTranscript !== transcript || nextLatency !== latency
    transcript = nextTranscript
    latency = nextLatency
  }
  const reduce = (event: Message | PlaybackEvent) =>
    change(reduceTranscriptState(transcript, event), reduceLatency(latency, event, clock.performance.now()))
  /** Follows what does not come from the platform, and so does not count for the latency. */
  const addToTranscript = (message: ClientMessage | ServerMessage) =>
    change(reduceTranscriptState(transcript, message), latency)
  /** Counts all sound that is still to be heard as discarded. */
  const discard = () => {
    const atMs = clock.performance.now()
    for (const { turnId } of reader.playback.turns)
      reader.hear({ type: 'flushed', turnId, heardSamples: 0, atMs })
  }
  /** Writes the audio of a message, unless the call is paused: what comes meanwhile is not heard later either. */
  const play = (message: Message) => {
    // Read during a pause as well, so that the chunks after it begin at a sample.
    const audio = reader.read(message)
    if (message.type !== 'response_audio') return
    if (gate === 'shut') discard()
    else if (audio) speaker.write(audio)
  }
  const heard = (event: PlaybackEvent) => {
    reader.hear(event)
    if (event.type === 'progress') {
      if (event.atMs < progressAtMs + progressEveryMs) return
      progressAtMs = event.atMs
    }
    reduce(event)
  }

  const waiting: Message[] = []
  let read = (message: Message): void => void waiting.push(message)
  connection.on('message', (message) => read(message))

  return {
    follow: (follower) => {
      onError = follower.onError
      read = (message) => {
        const before = { transcript, latency }
        reduce(message)
        try {
          play(message)
        } catch (error) {
          follower.onError(error)
        }
        // Only the first chunk of a turn changes the latencies; further ones are reported with the next change.
        if (message.type === 'response_audio' && latency === before.latency) return
        follower.onMessage(message, transcript !== before.transcript)
      }
      for (const message of waiting.splice(0)) read(message)
      return () => {
        read = () => undefined
      }
    },
    takeChanges: () => {
      if (!hasChanged) return undefined
      hasChanged = false
      return { transcript, latency }
    },
    sent: addToTranscript,
    end: () => addToTranscript({ type: 'session_ended', data: {} }),
    flush: () => speaker.flush(),
    interrupt: () => {
      reader.read(interruption)
      addToTranscript(interruption)
      speaker.flush()
    },
    shut: () => {
      gate = 'shut'
      speaker.flush()
      discard()
    },
    open: () => {
      gate = 'open'
    },
    listen: (listener) =>
      speaker.listen((event) => {
        if (event.type !== 'flushed' && isSilenced(reader.playback, event.turnId)) return
        heard(event)
        listener(event)
      }),
    watch: (listener) => {
      const show = (state: OutputState) => {
        output = state
        listener(state)
      }
      return speaker.watch?.(show) ?? (() => undefined)
    },
    get unheardMs() {
      return output === 'running' ? unheardMs(reader.playback) : 0
    },
    get speakerError() {
      return speaker.error
    },
  }
}
