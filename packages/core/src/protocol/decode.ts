import * as E from 'fp-ts/Either'
import type { Mixed } from 'io-ts'
import { BadMessage } from '../errors/bad-message.ts'
import { complete } from './complete.ts'
import { isFields, type Fields } from './fields.ts'
import { issues } from './issues.ts'
import { isTooDeep, tooDeep } from './nesting.ts'
import {
  serverData,
  type ServerData,
  type ServerMessage,
  type ServerMessageType,
  type UnknownMessage,
} from './server-message.ts'

/** 1 MiB, 16 s of the platform's audio: what is longer was not meant for a voice call, and is not parsed. */
const maxLength = 1_048_576

/** The field that makes messages long, by type. */
const bulk: { readonly [K in ServerMessageType]?: keyof ServerData<K> } = {
  response_audio: 'audio',
  response_text: 'text',
  input_audio_transcript: 'transcript',
}

interface Row {
  readonly complete: ((data: Fields) => void) | undefined
  readonly codec: Mixed
  readonly bulk: string | undefined
  /** Says all by its type: a payload that is no object, or is absent, reads as empty rather than lose the signal. */
  readonly signal: boolean
}

const signals: ReadonlySet<string> = new Set([
  'speech_started',
  'speech_stopped',
  'interruption',
  'session_ended',
])

const rows: ReadonlyMap<string, Row> = new Map(
  Object.entries(serverData).map(([type, codec]) => [
    type,
    {
      complete: complete[type as ServerMessageType],
      codec,
      bulk: bulk[type as ServerMessageType],
      signal: signals.has(type),
    },
  ]),
)

const bad = (type: string | undefined, what: readonly string[], length: number) =>
  E.left(new BadMessage(type, what, length))

const check = (
  type: string,
  row: Row,
  envelope: Fields,
  length: number,
): E.Either<BadMessage, ServerMessage> => {
  if (row.signal && !isFields(envelope['data'])) envelope['data'] = {}
  const { data } = envelope
  if (isFields(data)) row.complete?.(data)
  // The guard costs about 5 % over bare JSON.parse on a 200 ms frame, a report about 200 %: it is made for the bad only.
  if (row.codec.is(data))
    return isTooDeep(envelope, length, row.bulk === undefined ? undefined : (data as Fields)[row.bulk])
      ? bad(type, [tooDeep], length)
      : E.right(envelope as unknown as ServerMessage)
  const report = row.codec.decode(data)
  return bad(type, E.isLeft(report) ? issues(report.left) : ['data: not as documented'], length)
}

/**
 * Reads one text message of the platform. A type that is not known comes through as `unknown`; a known type with a bad
 * payload is a `BadMessage` that names the field.
 */
export const decodeServerMessage = (text: string): E.Either<BadMessage, ServerMessage | UnknownMessage> => {
  if (text.length > maxLength) return bad(undefined, [`longer than ${maxLength} characters`], text.length)
  let envelope: unknown
  try {
    envelope = JSON.parse(text)
  } catch {
    return bad(undefined, ['not JSON'], text.length)
  }
  if (!isFields(envelope)) return bad(undefined, ['expected an object with type and data'], text.length)
  const { type } = envelope
  if (typeof type !== 'string') return bad(undefined, ['type: expected string'], text.length)
  const row = rows.get(type)
  if (row === undefined)
    return isTooDeep(envelope, text.length, undefined)
      ? bad(undefined, [tooDeep], text.length)
      : E.right({ type: 'unknown', wireType: type, data: envelope['data'] })
  return check(type, row, envelope, text.length)
}
