import { encodeAudio, serverData, type ServerMessage } from '@vatel/core'
import type { Due } from './agenda.ts'
import type { CallOutput } from './call-output.ts'
import { isFields, type Fields } from './is-fields.ts'
import { isCloseCode } from './line-faults.ts'
import type { Replay } from './replay.ts'

/** A line of a record, parsed. */
export interface RecordLine {
  /** Which line of the file it is, from 1. */
  readonly line: number
  readonly value: unknown
}

/** Why a line is none of a record. */
export interface RecordFault {
  readonly line: number
  readonly remedy: string
}

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise

const guards: ReadonlyMap<unknown, { is(data: unknown): boolean }> = new Map(Object.entries(serverData))

const isServerMessage = (message: Fields): message is Fields & ServerMessage =>
  guards.get(message['type'])?.is(message['data']) === true

/** A message that the platform sent; silence stands for sound that was not kept. */
const messageOf = ({ message, audio }: Fields): CallOutput | undefined => {
  if (!isFields(message)) return undefined
  const { type, wireType, data } = message
  if (type === 'unknown')
    return typeof wireType === 'string'
      ? { type: 'raw', text: JSON.stringify({ type: wireType, data }) }
      : undefined
  if (!isServerMessage(message)) return undefined
  if (message.type !== 'response_audio' || !isFields(audio)) return message
  const silence = encodeAudio(new Int16Array(numberOr(audio['samples'], 0)))
  return { ...message, data: { ...message.data, audio: silence } }
}

/** Stands for a message that was not as documented, whose text no record keeps: as long, and as bad. */
const badText = ({ type, length }: Fields): CallOutput => {
  const text = typeof type === 'string' ? JSON.stringify({ type, data: 7 }) : '{'
  return { type: 'raw', text: text.padEnd(numberOr(length, 0)) }
}

const endOf = ({ type, code }: Fields): CallOutput | undefined => {
  if (type === 'session-ended') return { type: 'hang-up', code: 1000, ending: 'agent' }
  if (type !== 'lost') return undefined
  return { type: 'hang-up', code: isCloseCode(code) ? code : 1006, ending: 'agent' }
}

const outputOf = (fields: Fields): CallOutput | undefined | 'nothing' => {
  if (fields['dir'] === 'in') return messageOf(fields)
  if (isFields(fields['invalid'])) return badText(fields['invalid'])
  if (isFields(fields['end'])) return endOf(fields['end']) ?? 'nothing'
  return 'nothing'
}

const headerFault = (header: RecordLine | undefined): RecordFault | undefined => {
  const { line = 1, value } = header ?? {}
  if (!isFields(value) || value['record'] !== 'vatel-call')
    return {
      line,
      remedy: 'expected the header of a record of a call, {"record":"vatel-call","version":1,…}',
    }
  return value['version'] === 1 ? undefined : { line, remedy: 'expected version 1' }
}

/** When the socket was open, on the clock of the record. */
const openingMs = (entries: readonly Fields[]): number =>
  numberOr(entries.find(({ state, dir }) => state === 'starting' || dir === 'in')?.['atMs'], 0)

/** Reads what the platform did from the lines of a record of a call, version 1. */
export const readReplay = (lines: readonly RecordLine[]): Replay | RecordFault => {
  const [header, ...rest] = lines
  const fault = headerFault(header)
  if (fault !== undefined) return fault
  const entries: Fields[] = []
  const outputs: Due<CallOutput>[] = []
  const sinceMs = openingMs(rest.map(({ value }) => value).filter(isFields))
  for (const { line, value } of rest) {
    if (!isFields(value)) return { line, remedy: 'expected an object' }
    const atMs = value['atMs']
    if (typeof atMs !== 'number') return { line, remedy: 'expected its time, atMs, as a number' }
    const output = outputOf(value)
    if (output === undefined)
      return { line, remedy: 'expected message to be one that the platform sends, with its data' }
    entries.push(value)
    if (output !== 'nothing') outputs.push({ atMs: Math.max(0, atMs - sinceMs), action: output })
  }
  const end = entries.map(({ end: reason }) => reason).find(isFields)
  const status = end?.['type'] === 'refused' ? end['status'] : undefined
  return typeof status === 'number' ? { outputs, refused: status } : { outputs }
}
