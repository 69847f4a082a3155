import type { ClientMessage, ServerData } from '@vatel/core'
import type { CallMessage } from '../call.ts'

/** What is known of one session, for the day that it is lost. */
export interface SessionWatch {
  /** Absent until the session has started. */
  readonly started?: { readonly sessionId: string; readonly atMs: number }
  /** When the platform last said anything; absent until it does. */
  readonly heardAtMs?: number
  /** The agent's turns of which more was to come, as speech and as text. */
  readonly open: { readonly audio?: string | undefined; readonly text?: string | undefined }
  /** The tool calls to which no answer went out. */
  readonly unanswered: readonly ServerData<'tool_call'>[]
}

/** Nothing is known yet. */
export const emptyWatch: SessionWatch = { open: {}, unanswered: [] }

const answered = (watch: SessionWatch, id: string): SessionWatch => ({
  ...watch,
  unanswered: watch.unanswered.filter(({ toolCallId }) => toolCallId !== id),
})

const unlessFinal = (data: { readonly turn_id: string; readonly is_final: boolean }): string | undefined =>
  data.is_final ? undefined : data.turn_id

const heard = (watch: SessionWatch, message: CallMessage, atMs: number): SessionWatch => {
  switch (message.type) {
    case 'session_started':
      return { ...watch, started: { sessionId: message.data.id, atMs } }
    case 'response_text':
      return { ...watch, open: { ...watch.open, text: unlessFinal(message.data) } }
    case 'response_audio':
      return { ...watch, open: { ...watch.open, audio: unlessFinal(message.data) } }
    case 'interruption':
      return { ...watch, open: {} }
    case 'input_audio_transcript':
      return message.data.is_final ? { ...watch, open: {} } : watch
    case 'tool_call':
      return { ...watch, unanswered: [...watch.unanswered, message.data] }
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
  if (message.type === 'input_audio') return watch
  if (message.type === 'tool_call_output') return answered(watch, message.data.toolCallId)
  return { ...heard(watch, message, atMs), heardAtMs: atMs }
}
