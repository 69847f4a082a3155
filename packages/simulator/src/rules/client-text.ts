import { decodePcm16Base64 } from '@vatel/audio'
import { clientData } from '@vatel/core'
import type { CallInput } from './call-input.ts'

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const readAudio = (audio: string): CallInput | undefined => {
  try {
    return { type: 'audio', pcm: decodePcm16Base64(audio) }
  } catch {
    return undefined
  }
}

/** How a frame of sound comes, 50 times a second; base64 between these needs no parser. */
const [audioStart, audioEnd] = ['{"type":"input_audio","data":{"audio":"', '"}}']

const readPlainAudio = (text: string): CallInput | undefined => {
  const end = text.length - audioEnd.length
  return end >= audioStart.length && text.startsWith(audioStart) && text.endsWith(audioEnd)
    ? readAudio(text.slice(audioStart.length, end))
    : undefined
}

const readMessage = (text: string): CallInput | undefined => {
  const message = parse(text)
  if (typeof message !== 'object' || message === null || !('type' in message) || !('data' in message))
    return undefined
  const { type, data } = message
  if (type === 'input_audio' && clientData.input_audio.is(data)) return readAudio(data.audio)
  if (type === 'tool_call_output' && clientData.tool_call_output.is(data))
    return { type: 'tool-output', toolCallId: data.toolCallId, output: data.output }
  return undefined
}

/** Reads a client's message; the platform has no word for an error, so what is wrong is passed over in silence. */
export const readClientText = (text: string): CallInput | undefined =>
  readPlainAudio(text) ?? readMessage(text)
