import { clientData, serverData } from '@vatel/core'
import { InvalidRecordError } from './bad-record.ts'
import type { RecordEntry } from './call-record.ts'

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

/** Whether a line is whole. */
const isJson = (text = ''): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const parse = (text: string, line: number): Fields => {
  if (!isJson(text)) throw new InvalidRecordError(line, 'must be JSON')
  const value: unknown = JSON.parse(text)
  if (!isFields(value)) throw new InvalidRecordError(line, 'must be an object')
  return value
}

interface Guard {
  is(data: unknown): boolean
}
const incoming: ReadonlyMap<unknown, Guard> = new Map(Object.entries(serverData))
const outgoing: ReadonlyMap<unknown, Guard> = new Map(Object.entries(clientData))

const isMessage = ({ dir, message }: Fields): boolean => {
  if (!isFields(message)) return false
  if (dir === 'in' && message['type'] === 'unknown') return typeof message['wireType'] === 'string'
  const guard = dir === 'in' ? incoming : outgoing
  return guard.get(message['type'])?.is(message['data']) ?? false
}

const isEntry = (fields: Fields): fields is Fields & RecordEntry => {
  if (typeof fields['atMs'] !== 'number') return false
  if ('message' in fields) return isMessage(fields)
  if ('state' in fields) return typeof fields['state'] === 'string'
  const { invalid, end } = fields
  return isFields(invalid)
    ? Array.isArray(invalid['issues'])
    : isFields(end) && typeof end['type'] === 'string'
}

/**
 * Reads what `record` wrote. A last line that was cut off, as when a process dies, is passed over.
 *
 * @throws {InvalidRecordError} with the line that is wrong
 */
export const readRecord = (text: string): readonly RecordEntry[] => {
  const [header = '', ...lines] = text.trimEnd().split(/\r?\n/)
  const { record, version } = parse(header, 1)
  if (record !== 'vatel-call')
    throw new InvalidRecordError(1, 'must be the header of a record of a Vatel call')
  if (version !== 1)
    throw new InvalidRecordError(1, 'must have version 1: update @vatel/rx to read a newer one')
  const whole = text.endsWith('\n') || isJson(lines.at(-1)) ? lines : lines.slice(0, -1)
  return whole.map((line, at) => {
    const fields = parse(line, at + 2)
    if (!isEntry(fields))
      throw new InvalidRecordError(at + 2, 'must be a message, a fault, a state or an end, with its time')
    return fields
  })
}
