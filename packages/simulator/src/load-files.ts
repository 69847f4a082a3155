import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Replay } from './rules/call/call-model.ts'
import { readRecord } from './rules/call/replay.ts'
import { InvalidScenarioError } from './rules/invalid-scenario.ts'
import { readJson } from './rules/json.ts'
import { readScenario, type LoadedScenario } from './rules/scenario/loaded-scenario.ts'

/**
 * Reads a text file.
 *
 * @throws {InvalidScenarioError} when the file cannot be read; `wanted` says which file was expected.
 */
const readText = async (file: string, wanted: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new InvalidScenarioError(file, '', `cannot be read; expected ${wanted}`)
  }
}

/** Names of the scenarios that come with the package, for {@link loadScenario}. */
export const scenarioNames = ['city-guide', 'bistro', 'front-desk', 'help-line', 'railway', 'clinic'] as const

const shipped: readonly string[] = scenarioNames

const shippedFile = (name: string): string =>
  fileURLToPath(new URL(`../scenarios/${name}.json`, import.meta.url))

/** Path of the default scenario, the city guide. */
export const defaultScenarioFile = shippedFile('city-guide')

/**
 * Loads a scenario and its recordings from files, by path or by the name of a scenario of the package.
 *
 * @throws {InvalidScenarioError} with the place in the file and what would be valid there.
 */
export const loadScenario = async (fileOrName: string = defaultScenarioFile): Promise<LoadedScenario> => {
  const file = shipped.includes(fileOrName) ? shippedFile(fileOrName) : fileOrName
  return readScenario(
    readJson(await readText(file, `a JSON file, or ${shipped.join(', ')}`), file),
    file,
    (path) => readFile(resolve(dirname(file), path)),
  )
}

/**
 * Loads a recorded call from a file.
 *
 * @throws {InvalidScenarioError} with the line that is invalid and what would be valid there.
 */
export const loadRecord = async (file: string): Promise<Replay> =>
  readRecord(await readText(file, 'a recorded call as NDJSON'), file)
