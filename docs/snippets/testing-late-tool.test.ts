import { createClock } from '@sinonjs/fake-timers'
import { openCall, runTools, schema, tool } from '@vatel/core'
import { simulatePlatform, speakText } from '@vatel/simulator'

it('reports a tool that is late', async () => {
  const clock = createClock()
  const { mintToken, url: baseUrl, WebSocket } = simulatePlatform({ clock })
  const call = openCall({ token: mintToken(), baseUrl, WebSocket, clock })
  const find_person = tool({
    args: schema.object({ name: schema.string }),
    run: async () => {
      await new Promise((resolve) => clock.setTimeout(resolve, 3_000))
      return 'yes'
    },
    answersWithinMs: 1_500,
  })
  const events = new Set()
  runTools(call, { find_person }, { clock, onEvent: ({ type }) => events.add(type) })
  await clock.tickAsync(8_000)
  call.sendAudio(speakText('Miss Miller in accounts, please.'))
  for (let sent = 0; sent < 10; sent += 1) {
    call.sendAudio(new Int16Array(12_000))
    await clock.tickAsync(500)
  }
  expect([...events]).toEqual(['started', 'overdue', 'settled'])
  call.close()
  await clock.tickAsync(2_000)
})
