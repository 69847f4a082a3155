import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readJson } from './read-json.ts'
import { readScenario } from './read-script.ts'
import { readText } from './read-text.ts'
import type { LoadedScenario } from './rules/script.ts'

/** The scenarios that come with the package, by the names under which they can be loaded. */
export const scenarioNames = ['city-guide', 'bistro', 'front-desk', 'help-line'] as const

const shipped: readonly string[] = scenarioNames

const shippedFile = (name: string): string =>
  fileURLToPath(new URL(`../scenarios/${name}.json`, import.meta.url))

/** The scenario that is played when none is named. */
export const defaultScenarioFile = shippedFile('city-guide')

/**
 * Reads a scenario and its recordings from files; the name of one that comes with the package will do.
 *
 * @throws {InvalidScenarioError} with the place in the file and what would be right there.
 */
export const loadScenario = async (fileOrName: string = defaultScenarioFile): Promise<LoadedScenario> => {
  const file = shipped.includes(fileOrName) ? shippedFile(fileOrName) : fileOrName
  return readScenario(
    readJson(await readText(file, `a JSON file, or ${shipped.join(', ')}`), file),
    file,
    (path) => readFile(resolve(dirname(file), path)),
  )
}
