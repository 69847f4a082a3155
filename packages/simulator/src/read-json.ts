import { InvalidScenarioError } from './errors/bad-scenario.ts'
import { jsonFault } from './rules/json-fault.ts'

/**
 * Parses JSON of a file.
 *
 * @throws {InvalidScenarioError} with the line and the column where it is none.
 */
export const readJson = (text: string, file: string): unknown => {
  const fault = jsonFault(text)
  if (fault !== undefined) throw new InvalidScenarioError(file, fault.place, fault.remedy)
  return JSON.parse(text)
}
