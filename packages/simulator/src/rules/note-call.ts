import type { Due } from './agenda.ts'
import type { CallInput } from './call-input.ts'
import type { CallEnding, CallOutput } from './call-output.ts'
import type { CallHistory, TranscriptEntry } from './call-record.ts'

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
