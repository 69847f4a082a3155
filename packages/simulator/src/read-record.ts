import { InvalidScenarioError } from './errors/bad-scenario.ts'
import { jsonFault } from './rules/json-fault.ts'
import { readReplay } from './rules/read-replay.ts'
import type { Replay } from './rules/replay.ts'

/**
 * Reads a call that `record()` of `@vatel/rx` wrote as NDJSON, for the platform to do again what it did. A last line
 * that was cut off is passed over.
 *
 * @throws {InvalidScenarioError} with the line that is wrong and what would be right there; `file` names the record in it.
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
