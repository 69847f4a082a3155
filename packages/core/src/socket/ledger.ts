import type { Clock } from '../clock.ts'
import type { ClientMessage } from '../protocol/client-message.ts'
import type { ServerMessage, UnknownMessage } from '../protocol/server-message.ts'
import type { Unsettled } from './unsettled.ts'

/** As many turns are remembered, to tell a late chunk of an old turn from a new turn. */
const maxTurns = 64

type Message = ServerMessage | UnknownMessage

/** What a ledger knows of what came in. */
export type Inbound = Omit<Unsettled, 'unsentInputMs' | 'unconfirmedInputMs' | 'orphanedToolOutputs'>

/** Keeps what is open between the two sides. */
export interface Ledger {
  /** Whether the agent has been asked for something and has said nothing since. */
  readonly isAnswerDue: boolean
  /** A sign of life came. */
  heard(): void
  received(message: Message): void
  receivedInvalid(): void
  sent(message: ClientMessage): void
  /** A tool call needs no output any more: one was taken. */
  answered(toolCallId: string): void
  read(): Inbound
}

/** Begins with nothing open. */
export const createLedger = (clock: Clock): Ledger => {
  let heardAtMs = clock.performance.now()
  let incompleteTurnId: string | undefined
  let isAnswerDue = false
  let invalidMessages = 0
  const unanswered = new Set<string>()
  const answered = new Set<string>()
  let unconfirmed: string[] = []
  let turns: string[] = []
  const spoken = (turnId: string) => {
    if (turnId === turns.at(-1) || turns.includes(turnId)) return
    // A turn that begins after an output is likely to be the answer to it.
    unconfirmed = []
    turns = [...turns.slice(1 - maxTurns), turnId]
  }
  return {
    get isAnswerDue() {
      return isAnswerDue
    },
    heard: () => {
      heardAtMs = clock.performance.now()
    },
    received(message) {
      isAnswerDue = message.type === 'input_audio_transcript' && message.data.is_final
      if (message.type === 'response_audio') {
        const { turn_id, is_final } = message.data
        incompleteTurnId = is_final ? undefined : turn_id
        spoken(turn_id)
      } else if (message.type === 'response_text') spoken(message.data.turn_id)
      else if (message.type === 'interruption') incompleteTurnId = undefined
      // A call that the platform repeats after its output is owed no other.
      else if (message.type === 'tool_call' && !answered.has(message.data.toolCallId))
        unanswered.add(message.data.toolCallId)
    },
    receivedInvalid: () => {
      invalidMessages += 1
    },
    sent(message) {
      if (message.type !== 'tool_call_output') return
      isAnswerDue = true
      unconfirmed.push(message.data.toolCallId)
    },
    answered: (toolCallId) => {
      answered.add(toolCallId)
      unanswered.delete(toolCallId)
    },
    read: () => ({
      silentMs: clock.performance.now() - heardAtMs,
      ...(incompleteTurnId !== undefined && { incompleteTurnId }),
      unansweredToolCalls: [...unanswered],
      unconfirmedToolOutputs: [...unconfirmed],
      invalidMessages,
    }),
  }
}
