import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { mixToMono, readWav, toPcm16 } from '@vatel/audio'
import * as E from 'fp-ts/Either'
import { BadScenario } from './errors/bad-scenario.ts'
import { readScenario } from './rules/read-scenario.ts'
import { sampleRate, writeScript, type Script } from './rules/script.ts'

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

const readSpeech = async (path: string, file: string, line: string): Promise<Int16Array> => {
  const bad = (remedy: string) => new BadScenario(file, `lines.${line}.speech`, remedy)
  const bytes = await readFile(resolve(dirname(file), path)).catch(() => undefined)
  if (bytes === undefined)
    throw bad(`expected the path of a WAV file beside the scenario, got ${JSON.stringify(path)}`)
  const wav = E.tryCatch(
    () => readWav(bytes),
    () => undefined,
  )
  if (E.isLeft(wav)) throw bad('expected a WAV file')
  if (wav.right.sampleRate !== sampleRate)
    throw bad(`expected ${sampleRate} Hz, got ${wav.right.sampleRate} Hz`)
  return toPcm16(mixToMono(wav.right.channels))
}

/**
 * Reads a scenario and its recordings from files.
 *
 * @throws {BadScenario} with the place in the file and what would be right there.
 */
export const loadScript = async (file: string = defaultScenarioFile): Promise<Script> => {
  const read = readScenario(parse(await readText(file), file), file)
  if (E.isLeft(read)) throw read.left
  const scenario = read.right
  const speech = await Promise.all(
    Object.entries(scenario.lines).map(
      async ([name, line]) => [name, await readSpeech(line.speech, file, name)] as const,
    ),
  )
  return writeScript(scenario, new Map(speech))
}
