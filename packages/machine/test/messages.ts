import { decodeAudio, encodeAudio, type ServerMessage } from '@vatel/core'
import type { FakeConnection } from '../../core/test/fake-connection.ts'

/** Returns milliseconds of quiet sound, as PCM16. */
export const soundOf = (ms: number): Int16Array => new Int16Array(ms * 24).fill(1_000)

/** Messages of the platform. */
export const message = {
  audio: (ms = 100, turn_id = 'turn-1', is_final = false): ServerMessage => ({
    type: 'response_audio',
    data: { turn_id, audio: encodeAudio(soundOf(ms)), is_final },
  }),
  text: (text: string, turn_id = 'turn-1', is_final = true): ServerMessage => ({
    type: 'response_text',
    data: { turn_id, text, is_final },
  }),
  voice: (emulated = false): ServerMessage => ({ type: 'speech_started', data: { emulated } }),
  silence: { type: 'speech_stopped', data: {} },
  interruption: { type: 'interruption', data: {} },
  heard: (transcript: string, is_final = true): ServerMessage => ({
    type: 'input_audio_transcript',
    data: { transcript, is_final },
  }),
  tool: (toolCallId = 'tool-1', toolName = 'get_weather', city = 'Ghent'): ServerMessage => ({
    type: 'tool_call',
    data: { toolCallId, toolName, arguments: [{ name: 'city', value: city }] },
  }),
  ended: { type: 'session_ended', data: {} },
} as const satisfies Record<string, ServerMessage | ((...args: never[]) => ServerMessage)>

/** Returns the tool outputs that were sent over a connection, in order. */
export const outputsOf = ({ sentMessages }: FakeConnection) =>
  sentMessages.flatMap(({ type, data }) => (type === 'tool_call_output' ? [data] : []))

/** Returns the frames of microphone audio that were sent over a connection, in order. */
export const audioOf = ({ sentMessages }: FakeConnection): readonly Int16Array[] =>
  sentMessages.flatMap(({ type, data }) => (type === 'input_audio' ? [decodeAudio(data.audio)] : []))
