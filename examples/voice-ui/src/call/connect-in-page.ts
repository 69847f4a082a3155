import { createClient, openCall, type CallConnection } from '@vatel/core'
import type { SimulatedPlatform } from '@vatel/simulator'

let platform: Promise<SimulatedPlatform> | undefined

/** The simulator and its recordings are a chunk of their own, for most calls go without. */
const startPlatform = async (): Promise<SimulatedPlatform> => {
  const { simulateCityGuide } = await import('./simulate-city-guide.ts')
  return simulateCityGuide()
}

/** Opens a call with a platform that runs inside this page: no server hears it. */
export const connectInPage = async (signal: AbortSignal): Promise<CallConnection> => {
  platform ??= startPlatform()
  const { url: baseUrl, apiKey, agentId, fetch, WebSocket } = await platform
  // The key is one that this page's own platform made up.
  const client = createClient({ apiKey, baseUrl, fetch, exposeApiKeyInBrowser: true })
  const { token } = await client.session.generateToken({ agent_id: agentId }, { signal })
  return openCall({ token, baseUrl, WebSocket, signal })
}
