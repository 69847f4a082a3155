import { BadScenario } from './errors/bad-scenario.ts'
import { jsonFault } from './rules/json-fault.ts'

/**
 * Parses JSON of a file.
 *
 * @throws {BadScenario} with the line and the column where it is none.
 */
export const readJson = (text: string, file: string): unknown => {
  const fault = jsonFault(text)
  if (fault !== undefined) throw new BadScenario(file, fault.place, fault.remedy)
  return JSON.parse(text)
}
