import { readScript, simulatePlatform, type SimulatedPlatform } from '@vatel/simulator'
import scenario from '../../../../packages/simulator/scenarios/city-guide.json'

const recordings: Readonly<Record<string, string>> = import.meta.glob(
  '../../../../packages/simulator/speech/city-guide/*.wav',
  { query: '?url', import: 'default', eager: true },
)

const readRecording = async (path: string): Promise<Uint8Array> => {
  const url = Object.entries(recordings).find(([file]) => file.endsWith(path.replace('..', '')))?.[1]
  if (url === undefined) throw new Error(`the page has no recording ${path}`)
  return new Uint8Array(await (await fetch(url)).arrayBuffer())
}

/** Starts the platform in this page, with the city guide as its agent. */
export const simulateCityGuide = async (): Promise<SimulatedPlatform> =>
  simulatePlatform({ script: await readScript(scenario, 'city-guide.json', readRecording) })
