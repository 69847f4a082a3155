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
 * @throws {InvalidScenarioError} when it cannot be read; `wanted` says what it has to be.
 */
const readText = async (file: string, wanted: string): Promise<string> => {
  try {
    return await readFile(file, 'utf8')
  } catch {
    throw new InvalidScenarioError(file, '', `cannot be read; expected ${wanted}`)
  }
}

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

/**
 * Reads a recorded call from a file.
 *
 * @throws {InvalidScenarioError} with the line that is wrong and what would be right there.
 */
export const loadRecord = async (file: string): Promise<Replay> =>
  readRecord(await readText(file, 'a recorded call as NDJSON'), file)
