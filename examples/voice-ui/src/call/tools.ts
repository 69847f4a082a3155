import { tool } from '@vatel/core'
import * as t from 'io-ts'

const forecasts: Readonly<Record<string, string>> = {
  london: 'rain, 12 degrees',
  lyon: 'cloudy, 17 degrees',
  paris: 'sunny, 21 degrees',
}

/** What the agent may ask this page for. */
export const tools = {
  get_weather: tool({
    args: t.type({ city: t.string }),
    run: ({ city }) => {
      const forecast = forecasts[city.toLowerCase()]
      if (forecast === undefined)
        throw new Error(`no weather for ${city}: there is one for ${Object.keys(forecasts).join(', ')}`)
      return forecast
    },
  }),
}
