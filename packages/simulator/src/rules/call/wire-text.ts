import { decodePcm16Base64 } from '@vatel/audio'
import { clientData, type ServerMessage } from '@vatel/core'
import type { Fields } from '../codecs.ts'
import type { Faults } from '../faults/faults.ts'
import type { CallInput } from './call-model.ts'

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

/** Envelope of an audio frame, 50 of which come per second; the base64 inside needs no JSON parser. */
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

/** Reads a client's message. The protocol has no error message, so an invalid one is ignored. */
export const readClientText = (text: string): CallInput | undefined =>
  readPlainAudio(text) ?? readMessage(text)

/** A message of a type that no description has. */
const unknown = (data: string): string => `{"type":"pipeline_metrics","data":${data}}`

/** Messages of known types, each with a field of a wrong type. */
const wrongTypes: readonly string[] = [
  { type: 7, data: {} },
  ['response_text'],
  { type: 'session_started', data: { id: 7 } },
  { type: 'response_text', data: { turn_id: 'turn', text: 42, is_final: true } },
  { type: 'response_audio', data: { turn_id: 'turn', audio: { bytes: [0, 0] }, is_final: false } },
  { type: 'input_audio_transcript', data: 'hello' },
  { type: 'speech_started', data: { emulated: 'no' } },
  { type: 'tool_call', data: { toolCallId: null, toolName: ['use'], arguments: 'none' } },
].map((message) => JSON.stringify(message))

/** Invalid texts that the faults ask for. */
const invalidTexts = (faults: Faults): readonly string[] => {
  const { oversizedBytes = 0, nestedLevels = 0 } = faults
  return [
    ...(faults.unknownType === true ? [unknown('{"processor":"stt","ttfb_ms":84}')] : []),
    ...(faults.malformedJson === true ? ['{"type":"response_text","data":{"turn_id":'] : []),
    ...(faults.wrongTypes === true ? wrongTypes : []),
    ...(oversizedBytes > 0 ? [unknown(`{"trace":"${'x'.repeat(oversizedBytes)}"}`)] : []),
    ...(nestedLevels > 0 ? [unknown(`{"tree":${'['.repeat(nestedLevels)}${']'.repeat(nestedLevels)}}`)] : []),
  ]
}

const signals: readonly string[] = ['speech_stopped', 'interruption', 'session_ended']

/** Fields that a newer platform might add. */
const extra = { trace: { id: 'b7ad6b7169203331', sampled: true }, confidence: 0.93 }

/** Arguments of a tool with the changes that faults ask for. */
const argumentsOf = (given: readonly object[], { unknownEnum, extraFields }: Faults): readonly object[] =>
  given.map((argument) => ({
    ...argument,
    ...(unknownEnum === true ? { type: 'inferred', dataType: 'geo_point' } : {}),
    ...(extraFields === true ? extra : {}),
  }))

const payload = (message: ServerMessage, faults: Faults): Fields => {
  const more = faults.extraFields === true ? extra : {}
  if (message.type === 'tool_call') {
    const { toolCallId, toolName } = message.data
    const ids =
      faults.snakeCaseTools === true
        ? { tool_call_id: toolCallId, tool_name: toolName }
        : { toolCallId, toolName }
    return { ...ids, arguments: argumentsOf(message.data.arguments, faults), ...more }
  }
  // Most messages are audio and unchanged.
  if (faults.missingFlags !== true)
    return faults.extraFields === true ? { ...message.data, ...more } : message.data
  const kept = Object.entries(message.data).filter(([name]) => name !== 'is_final' && name !== 'emulated')
  return { ...Object.fromEntries(kept), ...more }
}

const envelope = (message: ServerMessage, faults: Faults): Fields => {
  const { type } = message
  const more = faults.extraFields === true ? { sent_by: 'gateway-7' } : {}
  if (faults.missingData !== undefined && signals.includes(type))
    return faults.missingData === 'null' ? { type, data: null, ...more } : { type, ...more }
  return { type, data: payload(message, faults), ...more }
}

const copies = ({ type }: ServerMessage, { sessionStarted, duplicateToolCall }: Faults): number => {
  if (type === 'session_started') return sessionStarted === 'never' ? 0 : sessionStarted === 'twice' ? 2 : 1
  return type === 'tool_call' && duplicateToolCall === true ? 2 : 1
}

/**
 * Writes a message as wire texts, with the faults applied. Invalid texts follow `session_started` and
 * `speech_stopped`.
 */
export const wireTexts = (message: ServerMessage, faults: Faults): readonly string[] => {
  const text = JSON.stringify(envelope(message, faults))
  const hasInvalidTexts = message.type === 'session_started' || message.type === 'speech_stopped'
  return [
    ...Array<string>(copies(message, faults)).fill(text),
    ...(hasInvalidTexts ? invalidTexts(faults) : []),
  ]
}
