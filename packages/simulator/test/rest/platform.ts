import { createClock, type Clock } from '@sinonjs/fake-timers'
import { createClient, openCall, type CallConnection, type Client } from '@vatel/core'
import {
  simulatePlatform,
  type SimulatedPlatform,
  type SimulatedPlatformOptions,
} from '../../src/simulate-platform.ts'
import { tinyScenario } from '../tiny-call.ts'

/** A platform in virtual time, and a client of it. */
export interface DrawnPlatform {
  readonly clock: Clock
  readonly platform: SimulatedPlatform
  readonly client: Client
  readonly agentId: string
  /** Sends a request that the client would not send; returns the status and the body's `error`. */
  readonly ask: (
    method: string,
    path: string,
    body: unknown,
  ) => Promise<readonly [number, string | undefined]>
  /** Error text of a refused request. */
  readonly refusalOf: (request: Promise<unknown>) => Promise<readonly [status: number, error: string]>
  /** Connects with a token and waits for the agent's greeting. */
  readonly openCall: (token: string) => Promise<CallConnection>
}

const refusalOf = (request: Promise<unknown>) =>
  request.then(
    () => [0, 'it succeeded'] as const,
    (error: unknown) => {
      const { status, reason } = error as { readonly status: number; readonly reason: string }
      return [status, reason] as const
    },
  )

/** Opens a platform of the tiny scenario in virtual time. */
export const testPlatform = (options: Partial<SimulatedPlatformOptions> = {}): DrawnPlatform => {
  const clock = createClock()
  const platform = simulatePlatform({ scenario: tinyScenario, clock, ...options })
  const { url: baseUrl, apiKey, agentId } = platform
  return {
    clock,
    platform,
    client: createClient({ apiKey, baseUrl, fetch: platform.fetch, clock, retries: 0 }),
    agentId,
    ask: async (method, path, body) => {
      const response = await platform.fetch(baseUrl + path, {
        method,
        headers: { authorization: `Bearer ${apiKey}` },
        body: JSON.stringify(body),
      })
      const { error } = (await response.json()) as { readonly error?: string }
      return [response.status, error]
    },
    refusalOf,
    openCall: async (token) => {
      const call = openCall({ token, baseUrl, WebSocket: platform.WebSocket, clock })
      await clock.tickAsync(1_500)
      return call
    },
  }
}
