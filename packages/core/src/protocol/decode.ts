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
 * Lists and objects in each other that a message may have; none of the platform has six. What is nested thousands deep
 * can be parsed, but `JSON.stringify`, `structuredClone` and `postMessage` overflow the stack on it later.
 */
const maxLevels = 100

/** A level opens and closes: fewer characters than this cannot be nested too deep. */
const harmlessLength = 2 * (maxLevels + 1)

const isDeeperThan = (levels: number, value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false
  if (levels === 0) return true
  if (Array.isArray(value)) return value.some((element) => isDeeperThan(levels - 1, element))
  for (const key in value) if (isDeeperThan(levels - 1, value[key as keyof typeof value])) return true
  return false
}

/**
 * Tells whether a message is nested deeper than 100 levels. Strings nest nothing: of most messages, audio above all, so
 * little is left without its longest string, `bulk`, that the message need not be walked.
 */
export const isTooDeep = (message: object, length: number, bulk: unknown): boolean =>
  length - (typeof bulk === 'string' ? bulk.length : 0) >= harmlessLength && isDeeperThan(maxLevels, message)

/** Says so of a message. */
export const tooDeep = `nested deeper than ${maxLevels} levels`

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

/** 1 MiB, 16 s of the platform's audio: what is longer was not meant for a voice call, and is not parsed. */
const maxLength = 1_048_576

/** What says all by its type: a payload that is no object, or is absent, reads as empty rather than lose the signal. */
const signals: ReadonlySet<string> = new Set([
  'speech_started',
  'speech_stopped',
  'interruption',
  'session_ended',
])

/** All that is known of a type, so that it is looked for once. */
const rowOf = (type: ServerMessageType) => ({
  type,
  codec: serverData[type] as Mixed,
  complete: complete[type],
  isSignal: signals.has(type),
})

const rows: ReadonlyMap<string, ReturnType<typeof rowOf>> = new Map(
  (Object.keys(serverData) as ServerMessageType[]).map((type) => [type, rowOf(type)]),
)

/**
 * Reads one text message of the platform. A type that is not known comes through as `unknown`; a known type with a bad
 * payload is a `InvalidMessageError` that names the field.
 */
export const decodeServerMessage = (
  text: string,
): Either<InvalidMessageError, ServerMessage | UnknownMessage> => {
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
  const row = rows.get(type)
  if (row === undefined)
    return isTooDeep(envelope, length, undefined)
      ? bad(tooDeep)
      : right({ type: 'unknown', wireType: type, data: envelope['data'] })
  known = row.type
  if (row.isSignal && !isFields(envelope['data'])) envelope['data'] = {}
  const { data } = envelope
  if (isFields(data)) row.complete?.(data)
  // The guard costs about 5 % over bare JSON.parse on a 200 ms frame, a report about 200 %: it is made for the bad only.
  if (!row.codec.is(data)) return bad(...issuesOf(row.codec, data))
  // What makes messages long.
  const { audio, text: words, transcript } = data as Fields
  return isTooDeep(envelope, length, audio ?? words ?? transcript)
    ? bad(tooDeep)
    : right(envelope as unknown as ServerMessage)
}
