import { schema, tool } from '@vatel/core'
import type { ToolLabels } from '@vatel/voice/elements'
import { delay } from './delay.ts'

const forecasts: Readonly<Record<string, string>> = {
  london: 'rain, 12 degrees',
  lyon: 'cloudy, 17 degrees',
  paris: 'sunny, 21 degrees',
}

/** Delay of a simulated service, long enough to be seen, in milliseconds. */
const usualMs = 900
/** The same with the switch "Slow tools". */
const slowMs = 6_000

/** Creates the tools of the page. */
export const createTools = (isSlow: () => boolean) => {
  const wait = (signal: AbortSignal) => delay(isSlow() ? slowMs : usualMs, signal)
  const answer = async (text: string, signal: AbortSignal) => {
    await wait(signal)
    return text
  }
  return {
    get_weather: tool({
      args: schema.object({ city: schema.string }),
      run: async ({ city }, { signal }) => {
        await wait(signal)
        const forecast = forecasts[city.toLowerCase()]
        if (forecast === undefined)
          throw new Error(`no weather for ${city}: there is one for ${Object.keys(forecasts).join(', ')}`)
        return forecast
      },
    }),
    book_table: tool({
      args: schema.object({ people: schema.number, time: schema.string }),
      // It binds the caller, who therefore says yes first.
      approval: 'ask',
      run: ({ people, time }, { signal }) => answer(`booked for ${people} at ${time}`, signal),
    }),
    look_up_router: tool({
      args: schema.object({ customer: schema.string }),
      run: (_, { signal }) => answer('offline', signal),
    }),
    restart_router: tool({
      args: schema.object({ customer: schema.string }),
      run: (_, { signal }) => answer('done', signal),
    }),
    find_train: tool({
      args: schema.object({ to: schema.string }),
      run: (_, { signal }) => answer('17:00, platform 3', signal),
    }),
    book_appointment: tool({
      args: schema.object({ day: schema.string }),
      run: ({ day }, { signal }) => answer(`booked: ${day}, 10:00`, signal),
    }),
  }
}

/** Words of the tools for people. */
export const toolLabels: ToolLabels = {
  get_weather: {
    asking: 'Look up the weather?',
    running: 'Looking up the weather…',
    done: 'Looked up the weather',
  },
  book_table: { asking: 'Book this table?', running: 'Booking the table…', done: 'Booked the table' },
  look_up_router: {
    asking: 'Look at the router?',
    running: 'Looking at the router…',
    done: 'Looked at the router',
  },
  restart_router: {
    asking: 'Restart the router?',
    running: 'Restarting the router…',
    done: 'Restarted the router',
  },
  find_train: { asking: 'Look for a train?', running: 'Looking for a train…', done: 'Found a train' },
  book_appointment: {
    asking: 'Book this appointment?',
    running: 'Booking the appointment…',
    done: 'Booked the appointment',
  },
}
