// conversation.test.mjs
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClock } from '@sinonjs/fake-timers'
import { initialTranscript, openCall, reduceTranscript, runTools, schema, tool } from '@vatel/core'
import { simulatePlatform, speakText } from '@vatel/simulator'

void test('answers the tool that the agent calls', async () => {
  const clock = createClock()
  const { mintToken, url: baseUrl, WebSocket } = simulatePlatform({ clock })
  const call = openCall({ token: mintToken(), baseUrl, WebSocket, clock })
  let lines = initialTranscript
  call.on('message', (message) => (lines = reduceTranscript(lines, message)))
  call.on('sent', (message) => (lines = reduceTranscript(lines, message)))
  const find_person = tool({
    args: schema.object({ name: schema.string }),
    run: ({ name }) => `${name} is in`,
  })
  runTools(call, { find_person }, { clock })
  await clock.tickAsync(8_000)
  call.sendAudio(speakText('Miss Miller in accounts, please.'))
  for (let sent = 0; sent < 20; sent += 1) {
    call.sendAudio(new Int16Array(12_000))
    await clock.tickAsync(500)
  }

  const [greeting, ...said] = lines.map((line) => [line.who, line.who === 'tool' ? line.output : line.text])
  assert.equal(greeting?.[0], 'agent')
  assert.deepEqual(said, [
    ['user', 'Miss Miller in accounts, please.'],
    ['tool', 'Miller is in'],
    ['agent', 'She is in. One moment, please.'],
  ])
  call.close()
  await clock.tickAsync(2_000)
})
