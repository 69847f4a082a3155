import { encodeAudio, serverData, type ServerMessage } from '@vatel/core'
import type { Due } from '../agenda.ts'
import { isFields, type Fields } from '../codecs.ts'
import { isCloseCode } from '../faults/faults.ts'
import { InvalidScenarioError } from '../invalid-scenario.ts'
import { jsonFault } from '../json.ts'
import type { CallOutput, Replay } from './call-model.ts'

/** A parsed line of a record. */
interface RecordLine {
  /** Line number in the file, from 1. */
  readonly line: number
  readonly value: unknown
}

/** Position and remedy of an invalid line. */
interface RecordFault {
  readonly line: number
  readonly remedy: string
}

const numberOr = (value: unknown, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise

const guards: ReadonlyMap<unknown, { is(data: unknown): boolean }> = new Map(Object.entries(serverData))

const isServerMessage = (message: Fields): message is Fields & ServerMessage =>
  guards.get(message['type'])?.is(message['data']) === true

/** A message of the platform. Silence replaces audio that was not recorded. */
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

/** Replacement for an invalid message, whose text is not recorded: another invalid text of the same length. */
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

const headerRemedy = 'expected the header of a record of a call, {"record":"vatel-call","version":1,…}'

const headerFault = (header: RecordLine | undefined): RecordFault | undefined => {
  const { line = 1, value } = header ?? {}
  if (!isFields(value) || value['record'] !== 'vatel-call') return { line, remedy: headerRemedy }
  return value['version'] === 1 ? undefined : { line, remedy: 'expected version 1' }
}

/** Time at which the socket was open, on the clock of the record. */
const openingMs = (entries: readonly Fields[]): number =>
  numberOr(entries.find(({ state, dir }) => state === 'starting' || dir === 'in')?.['atMs'], 0)

/** Reads the platform's outputs from the lines of a recorded call, version 1. */
const readReplay = (lines: readonly RecordLine[]): Replay | RecordFault => {
  const [header, ...rest] = lines
  const fault = headerFault(header)
  if (fault !== undefined) return fault
  const entries: Fields[] = []
  const outputs: Due<CallOutput>[] = []
  const sinceMs = openingMs(rest.map(({ value }) => value).filter(isFields))
  for (const { line, value } of rest) {
    if (!isFields(value)) return { line, remedy: 'expected an object' }
    const atMs = value['atMs']
    if (typeof atMs !== 'number') return { line, remedy: 'atMs: expected a number of milliseconds' }
    const output = outputOf(value)
    if (output === undefined)
      return { line, remedy: 'message: expected a message of the platform with its data' }
    entries.push(value)
    if (output !== 'nothing') outputs.push({ atMs: Math.max(0, atMs - sinceMs), action: output })
  }
  const end = entries.map(({ end: reason }) => reason).find(isFields)
  const status = end?.['type'] === 'refused' ? end['status'] : undefined
  return typeof status === 'number' ? { outputs, refused: status } : { outputs }
}

/**
 * Reads a call that `record()` of `@vatel/rx` wrote as NDJSON, for replay. A truncated last line is ignored.
 *
 * @example
 * const replay = readRecord(readFileSync('call.ndjson', 'utf8'), 'call.ndjson')
 * const platform = simulatePlatform({ replay })
 *
 * @throws {InvalidScenarioError} with the invalid line and what would be valid there; `file` names the record in it.
 */
export const readRecord = (text: string, file: string): Replay => {
  const all = text.trimEnd().split(/\r?\n/)
  const isCut = all.length > 1 && !text.endsWith('\n') && jsonFault(all.at(-1) ?? '') !== undefined
  const lines = (isCut ? all.slice(0, -1) : all).map((each, index) => {
    const fault = jsonFault(each)
    if (fault !== undefined)
      throw new InvalidScenarioError(file, fault.place.replace('line 1', `line ${index + 1}`), fault.remedy)
    return { line: index + 1, value: JSON.parse(each) as unknown }
  })
  const read = readReplay(lines)
  if ('outputs' in read) return read
  throw new InvalidScenarioError(file, `line ${read.line}`, read.remedy)
}
