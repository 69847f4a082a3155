import { openCall, type EndReason } from '@vatel/core'
import { simulatePlatform } from '@vatel/simulator'

/** Calls the platform in memory with a token that is none, and tells how that ends. */
export const beRefused = (): Promise<EndReason> => {
  const { url: baseUrl, WebSocket } = simulatePlatform()
  return openCall({ token: 'none', baseUrl, WebSocket }).ended
}
