import type { Clock } from '../clock.ts'
import type { ClientMessage } from '../protocol/client-message.ts'
import type { ServerMessage, UnknownMessage } from '../protocol/server-message.ts'
import type { DeliveryReport } from './unsettled.ts'

/** As many turns are remembered, to tell a late chunk of an old turn from a new turn. */
const maxTurns = 64

type Message = ServerMessage | UnknownMessage

/** What a ledger knows of what came in. */
export type Inbound = Omit<DeliveryReport, 'unsentInputMs' | 'unconfirmedInputMs' | 'orphanedToolOutputs'>

/** Keeps what is open between the two sides. */
export interface Ledger {
  /** Whether the agent has been asked for something and has said nothing since. */
  readonly isAnswerDue: boolean
  /** A sign of life came, at so many milliseconds of the clock. */
  heard(atMs: number): void
  received(message: Message): void
  receivedInvalid(): void
  sent(message: ClientMessage): void
  /** A tool call gets its one output; gives whether it had none before. */
  answered(toolCallId: string): boolean
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
  const turns = new Set<string>()
  const spoken = (turnId: string) => {
    if (turns.has(turnId)) return
    // A turn that begins after an output is likely to be the answer to it.
    unconfirmed = []
    turns.add(turnId)
    const [oldest = turnId] = turns
    if (turns.size > maxTurns) turns.delete(oldest)
  }
  return {
    get isAnswerDue() {
      return isAnswerDue
    },
    heard: (atMs) => {
      heardAtMs = atMs
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
      unanswered.delete(toolCallId)
      if (answered.has(toolCallId)) return false
      answered.add(toolCallId)
      return true
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
