import { type LogEntry, readScenario, simulatePlatform } from '@vatel/simulator'
import goodbye from '@vatel/simulator/speech/city-guide/goodbye.wav?url'
import greeting from '@vatel/simulator/speech/city-guide/greeting.wav?url'
import museums from '@vatel/simulator/speech/city-guide/museums.wav?url'
import pardon from '@vatel/simulator/speech/city-guide/pardon.wav?url'
import rainy from '@vatel/simulator/speech/city-guide/rainy.wav?url'
import sorry from '@vatel/simulator/speech/city-guide/sorry.wav?url'
import sunny from '@vatel/simulator/speech/city-guide/sunny.wav?url'
import userVoice from '@vatel/simulator/speech/city-guide/user.wav?url'
import { breakable } from '../../../examples/voice-ui/src/agents/breakable-platform.ts'
import { createRecordedUser, sentencesOf } from '../../../examples/voice-ui/src/call/recorded-user.ts'

const recordings: Readonly<Record<string, string>> = {
  goodbye,
  greeting,
  museums,
  pardon,
  rainy,
  sorry,
  sunny,
}

const load = async (address: string): Promise<Uint8Array> => {
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} did not load: ${String(response.status)}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** Reads a scenario; a line's `speech` may name any recording of the city guide. */
const loadScenario = (scenario: unknown) =>
  readScenario(scenario, 'the scenario', (path) => {
    const address = recordings[/([a-z]+)\.wav$/.exec(path)?.[1] ?? '']
    return address === undefined ? Promise.reject(new Error(`${path} is no recording`)) : load(address)
  })

/** What a simulated call needs: the platform in the page, and a user. */
export const simulateCall = async (json: unknown, log?: (entry: LogEntry) => void) => {
  const [scenario, voice] = await Promise.all([loadScenario(json), load(userVoice)])
  const platform = breakable(simulatePlatform({ scenario, ...(log && { log }) }))
  return {
    platform,
    /** Breaks the connection, as a cable that is pulled. */
    cutLine: platform.cutLine,
    user: createRecordedUser(sentencesOf(voice)),
  }
}
