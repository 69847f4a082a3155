import { sampleCount } from '../protocol/audio-payload.ts'
import type { ClientMessage } from '../protocol/client-message.ts'
import type { ServerMessage, UnknownMessage } from '../protocol/server-message.ts'
import { cancelTurns, changeTurn, closeTurns, hearTurn } from './agent-lines.ts'
import type { PlaybackEvent } from './devices.ts'
import { answerTool, callTool } from './tool-lines.ts'
import type { Transcript } from './transcript-entry.ts'
import { beginUser, hearUser } from './user-lines.ts'

/** What moves a transcript on: messages both ways, and what the speaker tells. */
export type TranscriptEvent = ServerMessage | UnknownMessage | ClientMessage | PlaybackEvent

/** A conversation in which nothing was said yet. */
export const initialTranscript: Transcript = []

/** Follows one message, either way, or one thing that the speaker tells. What says nothing gives the same transcript. */
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
      return event.data.emulated ? transcript : beginUser(transcript)
    case 'input_audio_transcript':
      return hearUser(event.data.is_final ? closeTurns(transcript) : transcript, event.data)
    case 'speech_stopped':
      return closeTurns(transcript)
    case 'interruption':
      return cancelTurns(transcript)
    case 'tool_call':
      return callTool(transcript, event.data)
    case 'tool_call_output':
      return answerTool(transcript, event.data.toolCallId, event.data.output)
    case 'progress':
    case 'underrun':
    case 'drained':
    case 'flushed':
      return hearTurn(transcript, event)
    case 'session_started':
    case 'session_ended':
    case 'unknown':
    case 'input_audio':
    case 'started':
      return transcript
  }
}
