import { isFields, type Fields } from './fields.ts'
import type { ServerMessageType } from './server-message.ts'

/** Payloads are our own, fresh from the parser: missing flags are written into them rather than into copies. */
const fill = (data: Fields, field: string, value: unknown): void => {
  if (data[field] === undefined || data[field] === null) data[field] = value
}

const dropNull = (data: Fields, fields: readonly string[]): void => {
  for (const field of fields) if (data[field] === null) Reflect.deleteProperty(data, field)
}

/** What may be missing of an argument may be `null` as well; its value may be `null` in earnest. */
const completeArguments = (list: unknown): void => {
  if (!Array.isArray(list)) return
  for (const argument of list as unknown[])
    if (isFields(argument)) dropNull(argument, ['type', 'dataType', 'description', 'required'])
}

/** Fills in what older or differently spelt platforms leave out of a payload, by type. */
export const complete: { readonly [K in ServerMessageType]?: (data: Fields) => void } = {
  response_audio: (data) => fill(data, 'is_final', false),
  response_text: (data) => fill(data, 'is_final', true),
  input_audio_transcript: (data) => {
    fill(data, 'is_final', true)
    dropNull(data, ['turn_id'])
  },
  speech_started: (data) => fill(data, 'emulated', false),
  tool_call: (data) => {
    fill(data, 'toolCallId', data['tool_call_id'])
    // An empty id is none: it could not be answered.
    if (data['toolCallId'] === '') data['toolCallId'] = undefined
    fill(data, 'toolName', data['tool_name'])
    fill(data, 'arguments', [])
    completeArguments(data['arguments'])
  },
}
