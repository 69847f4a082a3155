import type { Due } from './agenda.ts'
import type { CallEnding, CallInput, CallOutput } from './call-state.ts'
import type { CallWay } from './call-way.ts'

/** One row of a call's transcript, with the names that REST gives it. */
export interface TranscriptEntry {
  readonly index: number
  readonly type: 'message' | 'tool_call' | 'tool_call_output' | 'interruption'
  readonly createdAt: string
  readonly role?: 'user' | 'assistant'
  readonly message?: string
  readonly turnId?: string
  readonly toolCall?: { readonly callId: string; readonly toolName: string; readonly arguments: string }
  readonly toolCallOutput?: string
}

/** Pieces of sound, the last first, so that adding one copies nothing however long the call. */
export interface Tape {
  /** When this piece came, in milliseconds after the call began. */
  readonly atMs: number
  /** The turn it belongs to. */
  readonly turnId: string
  /** Base64 of PCM16, or the samples of it; nothing where every turn before it is cut off. */
  readonly audio: string | Int16Array | undefined
  /** What came before it. */
  readonly before: Tape | undefined
}

/** What remains of a call. */
export interface CallRecord {
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
  readonly user?: Tape
  /** What the agent's voice sent. */
  readonly agent?: Tape
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
export const forgetSound = ({ user, agent, ...record }: CallRecord): CallRecord => ({
  ...record,
  sound: user === undefined && agent === undefined ? (record.sound ?? 'kept') : 'forgotten',
})

type Row = Omit<TranscriptEntry, 'index' | 'createdAt'>

const addRow = (record: CallRecord, row: Row, atMs: number): CallRecord => ({
  ...record,
  entries: [
    ...record.entries,
    { index: record.entries.length, createdAt: new Date(record.startedAtMs + atMs).toISOString(), ...row },
  ],
})

const outcomes: Readonly<Record<CallEnding, NonNullable<CallRecord['outcome']>>> = {
  agent: 'ended_by_agent',
  silence: 'silence_timeout',
  time: 'session_timeout',
  transfer: 'transferred',
}

/** Notes what the platform said, `atMs` after the call began. */
export const noteSaid = (record: CallRecord, { action, atMs }: Due<CallOutput>): CallRecord => {
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
export const noteHeard = (record: CallRecord, input: CallInput, atMs: number): CallRecord =>
  input.type === 'tool-output'
    ? addRow(record, { type: 'tool_call_output', toolCallOutput: input.output }, atMs)
    : record
