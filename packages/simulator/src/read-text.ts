import { readFile } from 'node:fs/promises'
import { InvalidScenarioError } from './errors/bad-scenario.ts'

/**
 * Reads a text file.
 *
 * @throws {InvalidScenarioError} when it cannot be read; `wanted` says what it has to be.
 */
export const readText = async (file: string, wanted: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new InvalidScenarioError(file, '', `cannot be read; expected ${wanted}`)
  }
}
