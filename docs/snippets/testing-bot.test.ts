import { createClock } from '@sinonjs/fake-timers'
import { createFramer, everyFrame } from '@vatel/audio'
import { createClient, initialTranscript, reduceTranscript, runTools, schema, tool } from '@vatel/core'
import { simulatePlatform, speakText } from '@vatel/simulator'

it('answers the tool that the agent calls', async () => {
  const clock = createClock()
  const { apiKey, agentId, url: baseUrl, fetch, WebSocket } = simulatePlatform({ clock })
  const vatel = createClient({ apiKey, baseUrl, fetch, clock })
  const connecting = vatel.connect({ agent_id: agentId }, { WebSocket })
  await clock.tickAsync(2_000)
  const call = await connecting

  let lines = initialTranscript
  call.on('message', (message) => (lines = reduceTranscript(lines, message)))
  call.on('sent', (message) => (lines = reduceTranscript(lines, message)))
  const find_person = tool({
    args: schema.object({ name: schema.string }),
    run: ({ name }) => `${name} is in`,
  })
  runTools(call, { find_person }, { clock })
  const frames = createFramer().push(speakText('Miss Miller in accounts, please.'))
  const silence = new Int16Array(480)
  const stop = everyFrame(clock, 20, (index) => void call.sendAudio(frames[index]?.pcm ?? silence))
  await clock.tickAsync(20_000)

  expect(lines).toContainEqual(expect.objectContaining({ who: 'tool', output: 'Miller is in' }))
  expect(lines.at(-1)).toMatchObject({ who: 'agent', text: 'She is in. One moment, please.' })
  stop()
  call.close()
  await clock.tickAsync(2_000)
})
