import { encodeAudio, type ServerMessage } from '@vatel/core'

/**
 * Makes samples that are all `level`.
 *
 * @example
 * serverMessages.audio('turn-1', pcm(1_000, 480))   // 20 ms
 */
export const pcm = (level: number, samples = 2): Int16Array => new Int16Array(samples).fill(level)

/** Makes messages of the platform, in few words, for marble diagrams. */
export const serverMessages = {
  started: (id = 'call-1'): ServerMessage => ({ type: 'session_started', data: { id } }),
  ended: { type: 'session_ended', data: {} } satisfies ServerMessage,
  audio: (turn_id: string, sound: Int16Array | string = pcm(1), is_final = false): ServerMessage => ({
    type: 'response_audio',
    data: { turn_id, audio: typeof sound === 'string' ? sound : encodeAudio(sound), is_final },
  }),
  text: (turn_id: string, text: string, is_final = true): ServerMessage => ({
    type: 'response_text',
    data: { turn_id, text, is_final },
  }),
  user: (transcript: string, is_final = true): ServerMessage => ({
    type: 'input_audio_transcript',
    data: { transcript, is_final },
  }),
  speechStarted: (emulated = false): ServerMessage => ({ type: 'speech_started', data: { emulated } }),
  speechStopped: { type: 'speech_stopped', data: {} } satisfies ServerMessage,
  interruption: { type: 'interruption', data: {} } satisfies ServerMessage,
  toolCall: (
    toolCallId: string,
    toolName: string,
    args: Readonly<Record<string, unknown>> = {},
  ): ServerMessage => ({
    type: 'tool_call',
    data: { toolCallId, toolName, arguments: Object.entries(args).map(([name, value]) => ({ name, value })) },
  }),
}
