import { toMs } from '../protocol/audio-payload.ts'
import type { ServerMessage, UnknownMessage } from '../protocol/messages.ts'
import type { DeliveryReport } from './connection.ts'
import type { LineReading } from './transport.ts'
import { bufferedMs, type Uplink } from './uplink.ts'

/** Turns that are remembered, to tell a late chunk of an old turn from a new turn. */
const maxTurns = 64

/** Tool calls that are remembered, of each kind. */
const maxToolCalls = 10_000

/** Data that the two sides owe each other. */
export interface Delivery {
  /** Time of the platform's last sign of life. */
  heardAtMs: number
  incompleteTurnId: string | undefined
  /** True when the agent has been asked for something, and no message has come since. */
  isAnswerDue: boolean
  invalidMessages: number
  readonly unanswered: Set<string>
  readonly answered: Set<string>
  readonly unconfirmed: Set<string>
  readonly turns: Set<string>
  /** Report of the end, without the orphans that still may come. */
  final: Omit<DeliveryReport, 'orphanedToolOutputs' | 'unreadMessages'> | undefined
}

/** Makes the delivery state of a call in which nothing has been sent. */
export const createDelivery = (nowMs: number): Delivery => ({
  heardAtMs: nowMs,
  incompleteTurnId: undefined,
  isAnswerDue: false,
  invalidMessages: 0,
  unanswered: new Set(),
  answered: new Set(),
  unconfirmed: new Set(),
  turns: new Set(),
  final: undefined,
})

/** Adds the newest value to a set that forgets its oldest. */
const remember = (set: Set<string>, value: string, most: number): void => {
  set.add(value)
  if (set.size <= most) return
  const [oldest = value] = set
  set.delete(oldest)
}

const noteTurn = ({ turns, unconfirmed }: Delivery, turnId: string): void => {
  // A turn that begins after an output is likely to be the answer to it.
  if (!turns.has(turnId)) unconfirmed.clear()
  remember(turns, turnId, maxTurns)
}

/** Records a message that came. */
export const noteReceived = (delivery: Delivery, message: ServerMessage | UnknownMessage): void => {
  delivery.isAnswerDue = message.type === 'input_audio_transcript' && message.data.is_final
  if (message.type === 'response_audio') {
    const { turn_id, is_final } = message.data
    delivery.incompleteTurnId = is_final ? undefined : turn_id
    noteTurn(delivery, turn_id)
  } else if (message.type === 'response_text') noteTurn(delivery, message.data.turn_id)
  else if (message.type === 'interruption') delivery.incompleteTurnId = undefined
  // A call that the platform repeats after its output is owed no other.
  else if (message.type === 'tool_call' && !delivery.answered.has(message.data.toolCallId))
    remember(delivery.unanswered, message.data.toolCallId, maxToolCalls)
}

/** Records a tool output that was passed to the socket. */
export const noteOutputSent = (delivery: Delivery, toolCallId: string): void => {
  delivery.isAnswerDue = true
  remember(delivery.unconfirmed, toolCallId, maxToolCalls)
}

/** Records the output of a tool call; returns false when it has had one before. */
export const noteAnswered = ({ unanswered, answered }: Delivery, toolCallId: string): boolean => {
  unanswered.delete(toolCallId)
  if (answered.has(toolCallId)) return false
  remember(answered, toolCallId, maxToolCalls)
  return true
}

const current = (
  { heardAtMs, incompleteTurnId, unanswered, unconfirmed, invalidMessages }: Delivery,
  uplink: Uplink,
  nowMs: number,
  line: LineReading,
) => {
  const { sent, queued, dropped } = uplink.samples
  const inSocketMs = bufferedMs(uplink, line)
  return {
    silentMs: nowMs - heardAtMs,
    unsentInputMs: toMs(queued) + toMs(dropped) + inSocketMs,
    unconfirmedInputMs: Math.max(0, toMs(sent) - inSocketMs - toMs(uplink.confirmedSamples)),
    ...(incompleteTurnId !== undefined && { incompleteTurnId }),
    unansweredToolCalls: [...unanswered],
    unconfirmedToolOutputs: [...unconfirmed],
    invalidMessages,
  }
}

/** Makes the report final: the call is over. */
export const closeDelivery = (delivery: Delivery, uplink: Uplink, nowMs: number, line: LineReading): void => {
  delivery.final = current(delivery, uplink, nowMs, line)
}

/** Returns the report, as things stand or as they stood at the end. */
export const reportDelivery = (
  delivery: Delivery,
  uplink: Uplink,
  nowMs: number,
  line: LineReading,
): Omit<DeliveryReport, 'unreadMessages'> => ({
  ...(delivery.final ?? current(delivery, uplink, nowMs, line)),
  orphanedToolOutputs: [...uplink.orphans].map(([toolCallId, output]) => ({ toolCallId, output })),
})
