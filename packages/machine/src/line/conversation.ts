import {
  emptyLatency,
  emptyTranscript,
  maySound,
  openGate,
  stepGate,
  stepLatency,
  stepTranscript,
  type ClientMessage,
  type Clock,
  type Latency,
  type PlayoutEvent,
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
  received(message: ServerMessage | UnknownMessage): void
  sent(message: ClientMessage): void
  heard(event: PlayoutEvent): void
  /** The interface silences the agent: what the platform does with an `interruption`, without its word. */
  cutShort(): void
  maySound(turnId: string): boolean
}

const interruption = { type: 'interruption', data: {} } as const

/** Starts to follow a call. */
export const followConversation = (clock: Clock): Conversation => {
  let gate = openGate
  let transcript = emptyTranscript
  let latency = emptyLatency
  return {
    get told() {
      return { transcript, latency }
    },
    received: (message) => {
      gate = stepGate(gate, message)
      transcript = stepTranscript(transcript, message)
      latency = stepLatency(latency, message, clock.performance.now())
    },
    sent: (message) => {
      transcript = stepTranscript(transcript, message)
    },
    heard: (event) => {
      transcript = stepTranscript(transcript, event)
      latency = stepLatency(latency, event, clock.performance.now())
    },
    cutShort: () => {
      gate = stepGate(gate, interruption)
      transcript = stepTranscript(transcript, interruption)
    },
    maySound: (turnId) => maySound(gate, turnId),
  }
}
