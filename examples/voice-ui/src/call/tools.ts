import { tool } from '@vatel/core'
import * as t from 'io-ts'

const forecasts: Readonly<Record<string, string>> = {
  london: 'rain, 12 degrees',
  lyon: 'cloudy, 17 degrees',
  paris: 'sunny, 21 degrees',
}

/** Delay of the simulated service, long enough to be seen, in milliseconds. */
const lookUpMs = 700

const lookUp = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, lookUpMs)
    signal.addEventListener('abort', () => clearTimeout(timer))
  })

/** The tools of this page. */
export const tools = {
  get_weather: tool({
    args: t.type({ city: t.string }),
    run: async ({ city }, { signal }) => {
      await lookUp(signal)
      const forecast = forecasts[city.toLowerCase()]
      if (forecast === undefined)
        throw new Error(`no weather for ${city}: there is one for ${Object.keys(forecasts).join(', ')}`)
      return forecast
    },
  }),
  book_table: tool({
    args: t.type({ people: t.number, time: t.string }),
    // It binds the one who calls, who therefore says yes first.
    approval: 'ask',
    run: ({ people, time }) => `booked for ${people} at ${time}`,
  }),
}
