import type { ServerMessage } from '@vatel/core'

const turn_id = 'turn-1'

/** One message of each type. */
export const messages: readonly ServerMessage[] = [
  { type: 'session_started', data: { id: 'call-1' } },
  { type: 'response_audio', data: { turn_id, audio: 'AAAA', is_final: false } },
  { type: 'response_text', data: { turn_id, text: 'Hello', is_final: true } },
  { type: 'input_audio_transcript', data: { transcript: 'Hi', is_final: true } },
  { type: 'speech_started', data: { emulated: false } },
  { type: 'speech_stopped', data: {} },
  { type: 'interruption', data: {} },
  { type: 'tool_call', data: { toolCallId: 'tool-1', toolName: 'clock', arguments: [] } },
  { type: 'response_audio', data: { turn_id, audio: 'BBBB', is_final: true } },
]
