import { audioDurationMs, type ClientMessage, type ServerData } from '@vatel/core'
import type { CallMessage } from '../call.ts'
import type { FailureReason } from '../call-failed-error.ts'

/** The output of a tool as it was sent. */
type ToolOutput = ClientMessage<'tool_call_output'>['data']

/** A session whose connection was lost, and the data that may be lost with it. */
export interface LostSession {
  /** The id of the session in REST. */
  readonly sessionId: string
  /** The end of its call. */
  readonly reason: FailureReason
  /** Milliseconds from the platform's last message to the new connection. */
  readonly gapMs: number
  /** Milliseconds of the user's audio that were never passed to the socket. */
  readonly lostInputMs: number
  /** Milliseconds of the user's audio that were sent after the platform's last message, so their arrival is unconfirmed. */
  readonly unconfirmedInputMs: number
  /** The agent's turn that was cut off; absent when none was. */
  readonly incompleteTurnId?: string
  /** Tool calls without an output; an output is of no use in another session. */
  readonly orphanedToolCalls: readonly ServerData<'tool_call'>[]
  /** Tool outputs that were sent and after which the agent began no new turn, so their arrival is unconfirmed. */
  readonly unconfirmedOutputs: readonly ToolOutput[]
}

/** Follows one session, to report its unconfirmed data when it is lost. Each message costs constant time. */
export interface SessionTracker {
  /** Time of `session_started` on the clock; absent before it. */
  readonly startedAtMs: number | undefined
  /** Follows one message, in either direction. */
  follow(message: CallMessage | ClientMessage, atMs: number): void
  /** Returns the report, for a new connection at `nowMs`; undefined for a session that never started. */
  lost(reason: FailureReason, lostInputMs: number): ((nowMs: number) => LostSession) | undefined
}

/** Makes a tracker of a session that has not started. */
export const createSessionTracker = (): SessionTracker => {
  let session: { readonly id: string; readonly atMs: number } | undefined
  let lastMessageMs: number | undefined
  let unconfirmedInputMs = 0
  /** The agent's latest turn. */
  let turnId: string | undefined
  /** The turns whose last chunk and last text have not arrived. */
  let openAudio: string | undefined
  let openText: string | undefined
  /** All tool calls by id, because the platform may repeat one; undefined once its output was sent. */
  const toolCalls = new Map<string, ServerData<'tool_call'> | undefined>()
  let unconfirmedOutputs: ToolOutput[] = []

  /** A new turn confirms that the platform has read the outputs that were sent before it. */
  const beginTurn = (id: string): void => {
    if (id !== turnId) unconfirmedOutputs = []
    turnId = id
  }
  const closeTurns = (): void => {
    openAudio = openText = undefined
  }
  const receive = (message: CallMessage, atMs: number): void => {
    switch (message.type) {
      case 'session_started':
        session = { id: message.data.id, atMs }
        return
      case 'response_text':
        beginTurn(message.data.turn_id)
        openText = message.data.is_final ? undefined : message.data.turn_id
        return
      case 'response_audio':
        beginTurn(message.data.turn_id)
        openAudio = message.data.is_final ? undefined : message.data.turn_id
        return
      case 'interruption':
        closeTurns()
        return
      case 'input_audio_transcript':
        if (message.data.is_final) closeTurns()
        return
      case 'tool_call':
        if (!toolCalls.has(message.data.toolCallId)) toolCalls.set(message.data.toolCallId, message.data)
        return
      case 'session_ended':
      case 'speech_started':
      case 'speech_stopped':
      case 'unknown':
    }
  }
  return {
    get startedAtMs() {
      return session?.atMs
    },
    follow(message, atMs) {
      if (message.type === 'input_audio') unconfirmedInputMs += audioDurationMs(message.data.audio)
      else if (message.type === 'tool_call_output') {
        toolCalls.set(message.data.toolCallId, undefined)
        unconfirmedOutputs.push(message.data)
      } else {
        receive(message, atMs)
        lastMessageMs = atMs
        unconfirmedInputMs = 0
      }
    },
    lost(reason, lostInputMs) {
      if (session === undefined) return undefined
      const heardMs = lastMessageMs ?? session.atMs
      const incompleteTurnId = openAudio ?? openText
      const report = {
        sessionId: session.id,
        reason,
        lostInputMs,
        unconfirmedInputMs,
        ...(incompleteTurnId === undefined ? {} : { incompleteTurnId }),
        orphanedToolCalls: [...toolCalls.values()].filter((call) => call !== undefined),
        unconfirmedOutputs,
      }
      return (nowMs) => ({ ...report, gapMs: nowMs - heardMs })
    },
  }
}
