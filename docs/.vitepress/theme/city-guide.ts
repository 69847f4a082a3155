import { schema, tool } from '@vatel/core'
import scenario from '@vatel/simulator/scenarios/city-guide.json'
import { delay } from '../../../examples/voice-ui/src/call/delay.ts'
import { createTalk } from './talk.ts'

/** Prepares a call with the city guide, whose tool may be slow. */
export const createCityGuide = ({ isToolSlow }: { readonly isToolSlow: () => boolean }) =>
  createTalk({
    scenario,
    tools: {
      get_weather: tool({
        args: schema.object({ city: schema.string }),
        run: async ({ city }, { signal }) => {
          await delay(isToolSlow() ? 4_000 : 200, signal)
          return `sunny, 21 degrees in ${city}`
        },
      }),
    },
  })
