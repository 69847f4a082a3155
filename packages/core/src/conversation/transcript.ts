import { sampleCount } from '../protocol/audio-payload.ts'
import type { ClientMessage } from '../protocol/client-message.ts'
import type { ServerData, ServerMessage, UnknownMessage } from '../protocol/server-message.ts'
import { cancelTurns, changeTurn, closeTurns, hearTurn } from './agent-lines.ts'
import type { PlaybackEvent } from './devices.ts'
import { interruptionPhase } from './playback.ts'
import { putLine, type Transcript } from './transcript-entry.ts'
import { beginUtterance, endUtterances, hearUser } from './user-lines.ts'

/** Any event that concerns the transcript: messages both ways, and events of the speaker. */
export type TranscriptEvent = ServerMessage | UnknownMessage | ClientMessage | PlaybackEvent

/** Transcript at the start of a call: no lines. */
export const initialTranscript: Transcript = []

/** Adds the line of a tool call, once, also where the platform repeats the call. */
const callTool = (
  transcript: Transcript,
  { toolCallId, toolName, arguments: given }: ServerData<'tool_call'>,
): Transcript =>
  transcript.some((entry) => entry.who === 'tool' && entry.toolCallId === toolCallId)
    ? transcript
    : putLine(transcript, -1, { who: 'tool', toolCallId, toolName, arguments: given })

/** Adds the output to the line of its call, however many lines ago that was: a tool may run long. */
const answerTool = (
  transcript: Transcript,
  { toolCallId, output }: ClientMessage<'tool_call_output'>['data'],
): Transcript => {
  const at = transcript.findLastIndex((entry) => entry.who === 'tool' && entry.toolCallId === toolCallId)
  const entry = transcript[at]
  return entry?.who === 'tool' ? putLine(transcript, at, { ...entry, output }) : transcript
}

const closeOnRelease = (transcript: Transcript, event: ServerMessage): Transcript =>
  interruptionPhase(event) === 'release' ? closeTurns(transcript) : transcript

/**
 * Follows one message, either way, or one event of the speaker. Returns the same transcript for an event that changes
 * nothing. Only the last 256 lines can change, but for the outputs of tools.
 */
export const reduceTranscript = (transcript: Transcript, event: TranscriptEvent): Transcript => {
  switch (event.type) {
    case 'response_text':
      return changeTurn(transcript, event.data.turn_id, () => ({
        text: event.data.text,
        final: event.data.is_final,
      }))
    case 'response_audio':
      return changeTurn(transcript, event.data.turn_id, ({ receivedSamples }) => ({
        receivedSamples: receivedSamples + sampleCount(event.data.audio),
        complete: event.data.is_final,
      }))
    case 'speech_started':
      return event.data.emulated ? transcript : beginUtterance(transcript)
    case 'input_audio_transcript':
      return hearUser(closeOnRelease(transcript, event), event.data)
    case 'speech_stopped':
      return closeOnRelease(transcript, event)
    case 'interruption':
      return cancelTurns(transcript)
    case 'tool_call':
      return callTool(transcript, event.data)
    case 'tool_call_output':
      return answerTool(transcript, event.data)
    case 'progress':
    case 'underrun':
    case 'drained':
    case 'flushed':
    case 'refused':
      return hearTurn(transcript, event)
    case 'session_ended':
      return endUtterances(transcript)
    case 'session_started':
    case 'unknown':
    case 'input_audio':
    case 'started':
      return transcript
  }
}
