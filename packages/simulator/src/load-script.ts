import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BadScenario } from './errors/bad-scenario.ts'
import { readScript } from './read-script.ts'
import type { Script } from './rules/script.ts'

/** The scenarios that come with the package, by the names under which they can be loaded. */
export const scenarioNames = ['city-guide', 'bistro', 'front-desk', 'help-line'] as const

const shipped: readonly string[] = scenarioNames

const shippedFile = (name: string): string =>
  fileURLToPath(new URL(`../scenarios/${name}.json`, import.meta.url))

/** The scenario that is played when none is named. */
export const defaultScenarioFile = shippedFile('city-guide')

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
 * Reads a scenario and its recordings from files; the name of one that comes with the package will do.
 *
 * @throws {BadScenario} with the place in the file and what would be right there.
 */
export const loadScript = async (fileOrName: string = defaultScenarioFile): Promise<Script> => {
  const file = shipped.includes(fileOrName) ? shippedFile(fileOrName) : fileOrName
  return readScript(parse(await readText(file), file), file, (path) => readFile(resolve(dirname(file), path)))
}
