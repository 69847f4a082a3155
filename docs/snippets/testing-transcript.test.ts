import { createClock } from '@sinonjs/fake-timers'
import { initialTranscript, openCall, reduceTranscript } from '@vatel/core'
import { simulatePlatform, speakText } from '@vatel/simulator'

it('shows what the user says', async () => {
  const clock = createClock()
  const platform = simulatePlatform({ clock })
  const call = openCall({
    token: platform.mintToken(),
    baseUrl: platform.url,
    WebSocket: platform.WebSocket,
    clock,
  })
  let lines = initialTranscript
  call.on('message', (message) => (lines = reduceTranscript(lines, message)))
  await clock.tickAsync(8_000)
  const voice = speakText('Miss Miller in accounts, please.')
  for (let at = 0; at < voice.length + 24_000; at += 480) {
    const frame = new Int16Array(480)
    frame.set(voice.subarray(at, at + 480))
    call.sendAudio(frame)
    await clock.tickAsync(20)
  }
  expect(lines).toContainEqual(
    expect.objectContaining({ who: 'user', text: 'Miss Miller in accounts, please.' }),
  )
  call.close()
  await clock.tickAsync(2_000)
})
