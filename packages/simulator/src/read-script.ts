import { mixToMono, readWav, toPcm16 } from '@vatel/audio'
import { sampleRate } from '@vatel/core'
import * as E from 'fp-ts/Either'
import { InvalidScenarioError } from './errors/bad-scenario.ts'
import { readScenario as checkScenario } from './rules/read-scenario.ts'
import { buildScenario, type LoadedScenario } from './rules/script.ts'

const samplesOf = (bytes: Uint8Array, bad: (remedy: string) => InvalidScenarioError): Int16Array => {
  const wav = E.tryCatch(
    () => readWav(bytes),
    () => bad('expected a WAV file'),
  )
  if (E.isLeft(wav)) throw wav.left
  const { sampleRate: rate, channels } = wav.right
  if (rate !== sampleRate) throw bad(`expected a WAV file of ${sampleRate} Hz, got ${rate} Hz`)
  return toPcm16(mixToMono(channels))
}

/**
 * Reads a scenario from parsed JSON and fetches its recordings with `readFile`, which is given each line's `speech`.
 *
 * @throws {InvalidScenarioError} with the place in the scenario and what would be right there; `file` names the scenario in it.
 */
export const readScenario = async (
  data: unknown,
  file: string,
  readFile: (path: string) => Promise<Uint8Array>,
): Promise<LoadedScenario> => {
  const read = checkScenario(data, file)
  if (E.isLeft(read)) throw read.left
  const readSpeech = async ([name, speech]: readonly [string, string]) => {
    const bad = (remedy: string) => new InvalidScenarioError(file, `lines.${name}.speech`, remedy)
    const bytes = await readFile(speech).catch(() => undefined)
    if (bytes === undefined) throw bad(`expected the path of a WAV file, got ${JSON.stringify(speech)}`)
    return [name, samplesOf(bytes, bad)] as const
  }
  const recorded = Object.entries(read.right.lines).flatMap(([name, { speech }]) =>
    speech === undefined ? [] : [[name, speech] as const],
  )
  const speech = await Promise.all(recorded.map(readSpeech))
  return buildScenario(read.right, new Map(speech))
}
