import { type Fields, isFields, issuesOf } from '../codec/codec.ts'
import { InvalidMessageError } from '../errors.ts'
import {
  serverData,
  type ServerMessage,
  type ServerMessageType,
  type UnknownMessage,
} from './server-message.ts'
import { type Either, left, right } from 'fp-ts/Either'
import type { Mixed } from 'io-ts'

/**
 * The deepest nesting of a message; none of the platform has six levels. A value nested thousands deep can be parsed, but
 * `JSON.stringify`, `structuredClone` and `postMessage` overflow the stack on it later.
 */
const maxLevels = 100

/** Two brackets make a level: a text shorter than this cannot be nested too deep. */
const harmlessLength = 2 * (maxLevels + 1)

const isDeeperThan = (levels: number, value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  return Object.values(value).some((part) => isDeeperThan(levels - 1, part))
}

/**
 * Returns whether a message is nested deeper than 100 levels. `bulk` is its longest string, which nests nothing: most
 * messages, audio above all, are so short without it that they need not be walked.
 */
export const isTooDeep = (message: object, length: number, bulk: unknown): boolean =>
  length - (typeof bulk === 'string' ? bulk.length : 0) >= harmlessLength && isDeeperThan(maxLevels, message)

/** The issue of a message that is nested too deep. */
export const tooDeep = `nested deeper than ${maxLevels} levels`

/** Sets a missing field. Payloads come from our own parser, so they are changed in place. */
const fill = (data: Fields, field: string, value: unknown): void => {
  if (data[field] === undefined || data[field] === null) data[field] = value
}

const dropNull = (data: Fields, fields: readonly string[]): void => {
  for (const field of fields) if (data[field] === null) Reflect.deleteProperty(data, field)
}

/**
 * Drops `null` from the optional fields of arguments; the value itself may be `null`. An argument without a name cannot be
 * passed to a tool, and is left out.
 */
const completeArguments = (data: Fields): void => {
  const { arguments: list } = data
  if (!Array.isArray(list)) return
  for (const argument of list as unknown[])
    if (isFields(argument)) dropNull(argument, ['name', 'type', 'dataType', 'description', 'required'])
  data['arguments'] = list.filter((argument) => !isFields(argument) || argument['name'] !== undefined)
}

/** Completes the payload of older or differently spelt platforms, by message type. */
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
    completeArguments(data)
  },
}

/** The longest message that is parsed: 1 MiB, 16 s of the platform's audio. */
const maxLength = 1_048_576

/** Message types without fields: a payload that is missing or no object reads as empty, so that the signal is not lost. */
const signals: ReadonlySet<string> = new Set([
  'speech_started',
  'speech_stopped',
  'interruption',
  'session_ended',
])

const isKnown = (type: string): type is ServerMessageType => Object.hasOwn(serverData, type)

const decode = (text: string): Either<InvalidMessageError, ServerMessage | UnknownMessage> => {
  const { length } = text
  let known: ServerMessageType | undefined = undefined
  const bad = (...wrong: readonly string[]) => left(new InvalidMessageError(known, wrong, length))
  if (length > maxLength) return bad(`longer than ${maxLength} characters`)
  let envelope: unknown
  try {
    envelope = JSON.parse(text)
  } catch {
    return bad('not JSON')
  }
  if (!isFields(envelope)) return bad('expected an object with type and data')
  const { type } = envelope
  if (typeof type !== 'string') return bad('type: expected string')
  if (!isKnown(type))
    return isTooDeep(envelope, length, undefined)
      ? bad(tooDeep)
      : right({ type: 'unknown', wireType: type, data: envelope['data'] })
  known = type
  const codec: Mixed = serverData[type]
  if (signals.has(type) && !isFields(envelope['data'])) envelope['data'] = {}
  const { data } = envelope
  if (isFields(data)) complete[type]?.(data)
  // The guard costs about 5 % over bare JSON.parse on a 200 ms frame, a report about 200 %.
  if (!codec.is(data)) return bad(...issuesOf(codec, data))
  // The fields that make messages long.
  const { audio, text: words, transcript } = data as Fields
  return isTooDeep(envelope, length, audio ?? words ?? transcript)
    ? bad(tooDeep)
    : right(envelope as unknown as ServerMessage)
}

/**
 * Decodes one text message of the platform. An unknown type is returned as `unknown`; a known type with an invalid payload
 * is an `InvalidMessageError` that names the field. Never throws.
 */
export const decodeServerMessage = (
  text: string,
): Either<InvalidMessageError, ServerMessage | UnknownMessage> => {
  try {
    return decode(text)
  } catch {
    return left(new InvalidMessageError(undefined, ['cannot be decoded'], text.length))
  }
}
