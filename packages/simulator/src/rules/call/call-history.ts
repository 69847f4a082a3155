import type { AudioTrack } from '../voice/recording.ts'
import type { Due } from '../agenda.ts'
import type { CallEnding, CallInput, CallOutput } from './call-model.ts'

/** How a call came about. */
export interface CallWay {
  readonly source: 'twilio' | 'sip' | 'simulation' | 'api'
  /** Whether the platform dialled. */
  readonly outbound: boolean
  /** The number of the other side, where there is one. */
  readonly partyNumber?: string
  /** When it was asked for, in milliseconds since 1970; it starts when the other side answers. */
  readonly createdAtMs: number
}

/** One row of a call's transcript, with the names that REST gives it. */
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

/** What remains of a call. */
export interface CallHistory {
  readonly id: string
  readonly agentId: string
  readonly versionId: string
  /** When the call began, in milliseconds since 1970. */
  readonly startedAtMs: number
  readonly endedAtMs?: number
  /** Who ended it, once it is over. */
  readonly outcome?:
    'ended_by_agent' | 'ended_by_user' | 'silence_timeout' | 'session_timeout' | 'transferred'
  readonly entries: readonly TranscriptEntry[]
  /** What the user's microphone sent, once the call is over. */
  readonly user?: AudioTrack
  /** What the agent's voice sent. */
  readonly agent?: AudioTrack
  /** Whether there still is a recording. @defaultValue it is kept */
  readonly sound?: 'kept' | 'forgotten'
  /** How it came about. @defaultValue somebody opened it with a token */
  readonly way?: CallWay
  /** Its labels. @defaultValue none */
  readonly tags?: readonly string[]
  /** The chat that it goes on with. */
  readonly chatId?: string
  /** Whether it is summed up when it is over. @defaultValue false */
  readonly isSummed?: boolean
}

/** Forgets the sound of a call, which takes 48 kB a second and side; the rest is small and stays. */
export const forgetSound = ({ user, agent, ...record }: CallHistory): CallHistory => ({
  ...record,
  sound: user === undefined && agent === undefined ? (record.sound ?? 'kept') : 'forgotten',
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

/** Notes what the platform said, `atMs` after the call began. */
export const noteSaid = (record: CallHistory, { action, atMs }: Due<CallOutput>): CallHistory => {
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
        ? addRow(record, { type: 'message', role: 'user', message: transcript, ...turn }, atMs)
        : record
    }
    case 'tool_call': {
      const { toolCallId, toolName, arguments: filled } = action.data
      const toolCall = { callId: toolCallId, toolName, arguments: JSON.stringify(filled) }
      return addRow(record, { type: 'tool_call', toolCall }, atMs)
    }
    case 'interruption':
      return addRow(
        { ...record, agent: { atMs, turnId: '', audio: undefined, before: record.agent } },
        { type: 'interruption' },
        atMs,
      )
    case 'hang-up':
      return { ...record, outcome: outcomes[action.ending] }
    case 'raw':
    case 'session_started':
    case 'session_ended':
    case 'speech_started':
    case 'speech_stopped':
      return record
  }
}

/** Notes what the platform heard, `atMs` after the call began; the sound of it is noted when the call is over. */
export const noteHeard = (record: CallHistory, input: CallInput, atMs: number): CallHistory =>
  input.type === 'tool-output'
    ? addRow(record, { type: 'tool_call_output', toolCallOutput: input.output }, atMs)
    : record
