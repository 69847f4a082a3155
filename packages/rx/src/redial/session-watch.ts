import { audioDurationMs, type ClientMessage, type ServerData } from '@vatel/core'
import type { CallMessage } from '../call.ts'

/** What is known of one session, for the day that it is lost. */
export interface SessionWatch {
  /** Absent until the session has started. */
  readonly started?: { readonly sessionId: string; readonly atMs: number }
  /** When the platform last said anything; absent until it does. */
  readonly heardAtMs?: number
  /** The agent's turns of which more was to come, as speech and as text. */
  readonly open: { readonly audio?: string | undefined; readonly text?: string | undefined }
  /** The agent's latest turn. */
  readonly turnId?: string
  /** The ids of the tool calls that came, for the platform may repeat one. */
  readonly asked: ReadonlySet<string>
  /** The tool calls to which no answer went out. */
  readonly unanswered: readonly ServerData<'tool_call'>[]
  /** The outputs of tools after which the platform has begun no turn: nothing says that it has read them. */
  readonly unconfirmed: readonly ToolOutput[]
  /** How much of the user's voice went out since the platform last said anything, in milliseconds. */
  readonly sentSinceMs: number
}

/** The output of a tool as it went out. */
export type ToolOutput = ClientMessage<'tool_call_output'>['data']

/** Nothing is known yet. */
export const emptyWatch: SessionWatch = {
  open: {},
  asked: new Set(),
  unanswered: [],
  unconfirmed: [],
  sentSinceMs: 0,
}

const answered = (watch: SessionWatch, output: ToolOutput): SessionWatch => ({
  ...watch,
  unanswered: watch.unanswered.filter(({ toolCallId }) => toolCallId !== output.toolCallId),
  unconfirmed: [...watch.unconfirmed, output],
})

const unlessFinal = (data: { readonly turn_id: string; readonly is_final: boolean }): string | undefined =>
  data.is_final ? undefined : data.turn_id

const asked = (watch: SessionWatch, call: ServerData<'tool_call'>): SessionWatch =>
  watch.asked.has(call.toolCallId)
    ? watch
    : {
        ...watch,
        asked: new Set(watch.asked).add(call.toolCallId),
        unanswered: [...watch.unanswered, call],
      }

/** A turn that is new says that the platform has read what went out before it. */
const spoken = (watch: SessionWatch, turnId: string, open: SessionWatch['open']): SessionWatch => ({
  ...watch,
  turnId,
  open: { ...watch.open, ...open },
  unconfirmed: turnId === watch.turnId ? watch.unconfirmed : [],
})

const heard = (watch: SessionWatch, message: CallMessage, atMs: number): SessionWatch => {
  switch (message.type) {
    case 'session_started':
      return { ...watch, started: { sessionId: message.data.id, atMs } }
    case 'response_text':
      return spoken(watch, message.data.turn_id, { text: unlessFinal(message.data) })
    case 'response_audio':
      return spoken(watch, message.data.turn_id, { audio: unlessFinal(message.data) })
    case 'interruption':
      return { ...watch, open: {} }
    case 'input_audio_transcript':
      return message.data.is_final ? { ...watch, open: {} } : watch
    case 'tool_call':
      return asked(watch, message.data)
    case 'speech_started':
    case 'speech_stopped':
    case 'session_ended':
    case 'unknown':
      return watch
  }
}

/** Follows one message, either way. */
export const stepWatch = (
  watch: SessionWatch,
  message: CallMessage | ClientMessage,
  atMs: number,
): SessionWatch => {
  if (message.type === 'input_audio')
    return { ...watch, sentSinceMs: watch.sentSinceMs + audioDurationMs(message.data.audio) }
  if (message.type === 'tool_call_output') return answered(watch, message.data)
  return { ...heard(watch, message, atMs), heardAtMs: atMs, sentSinceMs: 0 }
}
