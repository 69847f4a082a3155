import { openCall, type EndReason } from '@vatel/core'
import { simulatePlatform } from '@vatel/simulator'

/** Calls the platform in memory with an invalid token and returns the reason of the end. */
export const beRefused = (): Promise<EndReason> => {
  const { url: baseUrl, WebSocket } = simulatePlatform()
  return openCall({ token: 'none', baseUrl, WebSocket }).ended
}
