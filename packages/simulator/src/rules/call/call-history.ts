import type { ServerMessage } from '@vatel/core'
import type { AudioTrack } from '../voice/recording.ts'
import type { Due } from '../agenda.ts'
import type { CallEnding, CallInput, CallOutput } from './call-model.ts'

/** Origin of a call. */
export interface CallOrigin {
  readonly source: 'twilio' | 'sip' | 'simulation' | 'api'
  /** The platform dialled. */
  readonly outbound: boolean
  /** Number of the other party. */
  readonly partyNumber?: string
  /** Creation time, in milliseconds since 1970; the call starts when the other party answers. */
  readonly createdAtMs: number
}

/** One entry of a call's transcript, with REST's field names. */
interface TranscriptEntry {
  readonly index: number
  readonly type: 'message' | 'tool_call' | 'tool_call_output' | 'interruption'
  readonly createdAt: string
  readonly role?: 'user' | 'assistant'
  readonly message?: string
  readonly turnId?: string
  readonly toolCall?: { readonly callId: string; readonly toolName: string; readonly arguments: string }
  readonly toolCallOutput?: string
}

/** The stored history of a call. */
export interface CallHistory {
  readonly id: string
  readonly agentId: string
  readonly versionId: string
  /** Start of the call, in milliseconds since 1970. */
  readonly startedAtMs: number
  readonly endedAtMs?: number
  /** Reason of the end, once the call has ended. */
  readonly outcome?:
    'ended_by_agent' | 'ended_by_user' | 'silence_timeout' | 'session_timeout' | 'transferred'
  readonly entries: readonly TranscriptEntry[]
  /** Audio of the user's microphone, once the call has ended. */
  readonly user?: AudioTrack
  /** Audio that the agent sent. */
  readonly agent?: AudioTrack
  /** State of the recording. @defaultValue 'kept' */
  readonly sound?: 'kept' | 'dropped'
  /** Origin of the call. @defaultValue a client opened it with a token */
  readonly origin?: CallOrigin
  /** Labels. @defaultValue none */
  readonly tags?: readonly string[]
  /** Chat that the call belongs to. */
  readonly chatId?: string
  /** A summary is added when the call has ended. @defaultValue false */
  readonly isSummed?: boolean
}

/** Drops the audio of a call, which takes 48 kB per second and side, and keeps the rest. */
export const dropAudio = ({ user, agent, ...record }: CallHistory): CallHistory => ({
  ...record,
  sound: user === undefined && agent === undefined ? (record.sound ?? 'kept') : 'dropped',
})

type Row = Omit<TranscriptEntry, 'index' | 'createdAt'>

const addRow = (record: CallHistory, row: Row, atMs: number): CallHistory => ({
  ...record,
  entries: [
    ...record.entries,
    { index: record.entries.length, createdAt: new Date(record.startedAtMs + atMs).toISOString(), ...row },
  ],
})

const outcomes: Readonly<Record<CallEnding, NonNullable<CallHistory['outcome']>>> = {
  agent: 'ended_by_agent',
  silence: 'silence_timeout',
  time: 'session_timeout',
  transfer: 'transferred',
}

/** Adds a message that decides which of the agent's turns may sound; before the first sound it decides nothing. */
const addToTrack = (record: CallHistory, message: ServerMessage, atMs: number): CallHistory =>
  record.agent === undefined
    ? record
    : { ...record, agent: { atMs, turnId: '', audio: message, before: record.agent } }

/** Adds an output of the platform to the history, `atMs` after the start of the call. */
export const recordOutput = (record: CallHistory, { action, atMs }: Due<CallOutput>): CallHistory => {
  switch (action.type) {
    case 'response_audio':
      return {
        ...record,
        agent: { atMs, turnId: action.data.turn_id, audio: action.data.audio, before: record.agent },
      }
    case 'response_text': {
      const { is_final, text, turn_id } = action.data
      return is_final
        ? addRow(record, { type: 'message', role: 'assistant', message: text, turnId: turn_id }, atMs)
        : record
    }
    case 'input_audio_transcript': {
      const { is_final, transcript, turn_id } = action.data
      const turn = turn_id === undefined ? {} : { turnId: turn_id }
      return is_final
        ? addRow(
            addToTrack(record, action, atMs),
            { type: 'message', role: 'user', message: transcript, ...turn },
            atMs,
          )
        : record
    }
    case 'tool_call': {
      const { toolCallId, toolName, arguments: filled } = action.data
      const toolCall = { callId: toolCallId, toolName, arguments: JSON.stringify(filled) }
      return addRow(record, { type: 'tool_call', toolCall }, atMs)
    }
    case 'interruption':
      return addRow(addToTrack(record, action, atMs), { type: 'interruption' }, atMs)
    case 'hang-up':
      return { ...record, outcome: outcomes[action.ending] }
    case 'raw':
    case 'session_started':
    case 'session_ended':
    case 'speech_started':
      return record
    case 'speech_stopped':
      return addToTrack(record, action, atMs)
  }
}

/**
 * Adds an input of the client to the history, `atMs` after the start of the call. Audio is added when the call has
 * ended.
 */
export const recordInput = (record: CallHistory, input: CallInput, atMs: number): CallHistory =>
  input.type === 'tool-output'
    ? addRow(record, { type: 'tool_call_output', toolCallOutput: input.output }, atMs)
    : record
