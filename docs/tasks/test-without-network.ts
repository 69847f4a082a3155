// Test a call without a key and without a network.
// See packages/simulator/SKILL.md, packages/core/SKILL.md
import { openCall } from '@vatel/core'
import { simulatePlatform } from '@vatel/simulator'

export const callOfTest = async () => {
  const platform = simulatePlatform()
  const call = openCall({
    token: platform.mintToken(),
    baseUrl: platform.url,
    WebSocket: platform.WebSocket,
  })
  const { id } = await call.started
  call.close()
  return { id, end: await call.ended }
}
