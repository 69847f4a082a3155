import { createClient, openCall, systemClock, tool, type Clock } from '@vatel/core'
import type { CallInput } from '@vatel/machine'
import { simulatePlatform } from '@vatel/simulator'
import * as t from 'io-ts'
import type { InspectionEvent } from 'xstate'
import { agent } from './agent.ts'
import { simulateUser } from './user.ts'

/** The input of each interface: a way to call, and a simulated user who speaks on request. */
export interface Demo {
  readonly clock: Clock
  readonly input: CallInput
  /** Receives the events of the machine, for the Stately inspector. */
  readonly inspect: (event: InspectionEvent) => void
  readonly speak: () => void
}

/** A call to the platform in this page: no network, no key, no microphone. */
export const openDemo = (clock: Clock = systemClock, inspect: Demo['inspect'] = () => undefined): Demo => {
  const platform = simulatePlatform({ scenario: agent, clock })
  const { apiKey, url: baseUrl, fetch, WebSocket, agentId } = platform
  // The key of a platform that lives in this page is no secret; a real one stays on your server.
  const client = createClient({ apiKey, baseUrl, fetch, clock, exposeApiKeyInBrowser: true })
  const user = simulateUser(clock)
  const book_table = tool({
    args: t.type({ guests: t.number }),
    approval: 'ask',
    onInterruption: 'abort',
    run: ({ guests }) =>
      new Promise((resolve) => clock.setTimeout(() => resolve(`a table for ${String(guests)}`), 1_000)),
  })
  return {
    clock,
    inspect,
    speak: user.speak,
    input: {
      connect: async () => {
        const { token } = await client.session.generateToken({ agent_id: agentId })
        return openCall({ token, baseUrl, WebSocket, clock })
      },
      microphone: user.openMicrophone,
      tools: { book_table },
      clock,
    },
  }
}

/** Shows an interface in an element, and gives the function that takes it away again. */
export type Mount = (element: HTMLElement, demo: Demo) => () => void
