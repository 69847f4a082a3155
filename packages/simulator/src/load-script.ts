import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BadScenario } from './errors/bad-scenario.ts'
import { readScript } from './read-script.ts'
import type { Script } from './rules/script.ts'

/** The scenario that is played when none is named. */
export const defaultScenarioFile = fileURLToPath(new URL('../scenarios/city-guide.json', import.meta.url))

const readText = async (file: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new BadScenario(file, '', 'cannot be read; expected a JSON file')
  }
}

const parse = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new BadScenario(file, '', 'expected JSON')
  }
}

/**
 * Reads a scenario and its recordings from files.
 *
 * @throws {BadScenario} with the place in the file and what would be right there.
 */
export const loadScript = async (file: string = defaultScenarioFile): Promise<Script> =>
  readScript(parse(await readText(file), file), file, (path) => readFile(resolve(dirname(file), path)))
