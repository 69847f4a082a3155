import { tool, type Clock, type Tool } from '@vatel/core'
import * as t from 'io-ts'

const weather: Readonly<Record<string, string>> = {
  Berlin: 'cloudy, 17 degrees',
  Lisbon: 'sunny, 26 degrees',
  London: 'rainy, 14 degrees',
  Madrid: 'sunny, 29 degrees',
  Oslo: 'snowy, -2 degrees',
  Paris: 'sunny, 21 degrees',
  Rome: 'sunny, 25 degrees',
  Tokyo: 'windy, 19 degrees',
}

const find = (city: string): readonly [string, string] | undefined =>
  Object.entries(weather).find(([name]) => name.toLowerCase() === city.trim().toLowerCase())

/** Duration of the look-up, as of a weather service on the network. */
const lookUpMs = 250

const wait = (clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = clock.setTimeout(resolve, delayMs)
    signal.addEventListener(
      'abort',
      () => {
        clock.clearTimeout(timer)
        reject(new Error('the look-up was stopped'))
      },
      { once: true },
    )
  })

/** Creates the tool that looks up the weather in a city in a small table. */
export const getWeather = (clock: Clock): Tool =>
  tool({
    args: t.type({
      /** Name of the city in English. */
      city: t.string,
    }),
    run: async ({ city }, { signal }) => {
      await wait(clock, lookUpMs, signal)
      const found = find(city)
      if (found === undefined)
        throw new Error(`no weather for ${city}: known are ${Object.keys(weather).join(', ')}`)
      const [name, now] = found
      return `${now} in ${name}`
    },
  })
