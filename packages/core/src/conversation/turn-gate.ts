import type { ServerMessage, UnknownMessage } from '../protocol/server-message.ts'

/** Which of the agent's turns may sound. Plain data: it goes through JSON. */
export interface Playback {
  /** Every turn that has been heard of. */
  readonly seen: readonly string[]
  /** Those that the user has cut short. */
  readonly cancelled: readonly string[]
}

/** The gate at the start of a call: everything may sound. */
export const initialPlayback: Playback = { seen: [], cancelled: [] }

const see = (gate: Playback, turnId: string): Playback =>
  gate.seen.at(-1) === turnId || gate.seen.includes(turnId) ? gate : { ...gate, seen: [...gate.seen, turnId] }

const release = (gate: Playback): Playback =>
  gate.cancelled.length === 0 ? gate : { ...gate, cancelled: [] }

/**
 * Follows one message. An `interruption` names no turn, so it cancels every turn seen before it, until the user has
 * finished speaking: what the agent says after that answers the user, even under a turn id used before.
 */
export const reducePlayback = (gate: Playback, message: ServerMessage | UnknownMessage): Playback => {
  switch (message.type) {
    case 'response_audio':
    case 'response_text':
      return see(gate, message.data.turn_id)
    case 'interruption':
      return { ...gate, cancelled: gate.seen }
    case 'speech_stopped':
      return release(gate)
    case 'input_audio_transcript':
      return message.data.is_final ? release(gate) : gate
    case 'session_started':
    case 'speech_started':
    case 'tool_call':
    case 'session_ended':
    case 'unknown':
      return gate
  }
}

/** Tells whether audio of a turn may sound. */
export const canPlay = (gate: Playback, turnId: string): boolean => !gate.cancelled.includes(turnId)
