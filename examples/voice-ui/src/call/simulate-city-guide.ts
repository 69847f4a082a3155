import { readScenario, simulatePlatform, type SimulatedPlatform } from '@vatel/simulator'
import scenario from '@vatel/simulator/scenarios/city-guide.json'
import goodbye from '@vatel/simulator/speech/city-guide/goodbye.wav?url'
import greeting from '@vatel/simulator/speech/city-guide/greeting.wav?url'
import museums from '@vatel/simulator/speech/city-guide/museums.wav?url'
import pardon from '@vatel/simulator/speech/city-guide/pardon.wav?url'
import rainy from '@vatel/simulator/speech/city-guide/rainy.wav?url'
import sorry from '@vatel/simulator/speech/city-guide/sorry.wav?url'
import sunny from '@vatel/simulator/speech/city-guide/sunny.wav?url'

const recordings: Readonly<Record<string, string>> = {
  goodbye,
  greeting,
  museums,
  pardon,
  rainy,
  sorry,
  sunny,
}

/** The scenario names its recordings by file; the bundler has given each a URL. */
const readRecording = async (file: string): Promise<Uint8Array> => {
  const name = file.slice(file.lastIndexOf('/') + 1, -'.wav'.length)
  const response = await fetch(recordings[name] ?? file)
  return new Uint8Array(await response.arrayBuffer())
}

/** Starts the platform in this page, with the city guide as its agent. */
export const simulateCityGuide = async (): Promise<SimulatedPlatform> =>
  simulatePlatform({ scenario: await readScenario(scenario, 'city-guide.json', readRecording) })
