import { readScenario, simulatePlatform } from '@vatel/simulator'
import { breakable, type BreakablePlatform } from './breakable-platform.ts'

/** Scenarios and recordings of the simulator, by file. Each is loaded when it is used. */
const scenarios = import.meta.glob<unknown>('../../node_modules/@vatel/simulator/scenarios/*.json', {
  import: 'default',
})
const recordings = import.meta.glob<string>('../../node_modules/@vatel/simulator/speech/*/*.wav', {
  query: '?url',
  import: 'default',
  eager: true,
})

const folder = '../../node_modules/@vatel/simulator'

const readFile = async (path: string): Promise<Uint8Array> => {
  const address = recordings[path]
  if (address === undefined) throw new Error(`${path} is no recording of the simulator`)
  const response = await fetch(address)
  if (!response.ok) throw new Error(`${address} did not load: status ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

/** Reads the recording of the user of a scenario, as WAV. */
export const readUserVoice = (name: string): Promise<Uint8Array> =>
  readFile(`${folder}/speech/${name}/user.wav`)

const start = async (name: string): Promise<BreakablePlatform> => {
  const file = `${name}.json`
  const data = await scenarios[`${folder}/scenarios/${file}`]?.()
  const scenario = await readScenario(data, file, (path) => readFile(path.replace('..', folder)))
  return breakable(simulatePlatform({ scenario }))
}

const started = new Map<string, Promise<BreakablePlatform>>()

/** Starts the platform of a scenario in this page, once; a failed start can be tried again. */
export const startPlatform = (name: string): Promise<BreakablePlatform> => {
  const known = started.get(name)
  if (known !== undefined) return known
  const starting = start(name)
  started.set(name, starting)
  starting.catch(() => started.delete(name))
  return starting
}
