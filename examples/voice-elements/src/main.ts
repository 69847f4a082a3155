import '@vatel/voice/elements'
import workletUrl from '@vatel/audio/worklets/voice.js?url'
import { schema, tool } from '@vatel/core'
import { readScenario, simulatePlatform } from '@vatel/simulator'
import cityGuide from '@vatel/simulator/scenarios/city-guide.json'

const recordings = import.meta.glob<string>(
  ['../node_modules/@vatel/simulator/speech/city-guide/*.wav', '!**/user.wav'],
  {
    query: '?url',
    import: 'default',
    eager: true,
  },
)

const load = async (path: string): Promise<Uint8Array> => {
  const name = path.split('/').at(-1) ?? ''
  const address = Object.entries(recordings).find(([key]) => key.endsWith(`/${name}`))?.[1] ?? path
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} did not load: ${String(response.status)}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** The recordings are loaded when a call is begun for the first time. */
let platform: Promise<ReturnType<typeof simulatePlatform>> | undefined

const call = document.querySelector('vatel-call')
if (call === null) throw new Error('the page needs a <vatel-call>')
call.toolLabels = {
  get_weather: {
    asking: 'Look up the weather?',
    running: 'Looking up the weather…',
    done: 'Looked up the weather',
  },
}
call.options = {
  audio: { workletUrl },
  tools: {
    get_weather: tool({
      args: schema.object({ city: schema.string }),
      run: async ({ city }) => {
        await new Promise((resolve) => setTimeout(resolve, 900))
        return `sunny, 21 degrees in ${city}`
      },
    }),
  },
}
call.simulator = () =>
  (platform ??= readScenario(cityGuide, 'city-guide.json', load).then((scenario) =>
    simulatePlatform({ scenario }),
  ))
