import { createClock } from '@sinonjs/fake-timers'
import IsomorphicWebSocket from 'isomorphic-ws'
import { openCall } from '../../src/call/socket.ts'
import { held, say } from './growth.ts'

/** Speaks for minutes of virtual time, while the platform takes less than is said: so much a second, and a word for each. */
const [, , baseUrl = '', seconds = ''] = process.argv
const frame = new Int16Array(480)
const framesPerSecond = 50
const warmUpSeconds = 120

let mostBuffered = 0
class WatchedSocket extends IsomorphicWebSocket {
  override send(text: string): void {
    super.send(text)
    mostBuffered = Math.max(mostBuffered, this.bufferedAmount)
  }
}

const clock = createClock()
const call = openCall({ token: 'token', baseUrl, clock, WebSocket: WatchedSocket })
let hear: (what: unknown) => void = () => undefined
call.on('message', (message) => hear(message))
await call.started

const second = async () => {
  for (let n = 0; n < framesPerSecond; n += 1) {
    call.sendAudio(frame)
    clock.tick(1_000 / framesPerSecond)
    await new Promise((resolve) => setImmediate(resolve))
  }
  const taken = new Promise((resolve) => {
    hear = resolve
  })
  process.send?.('a second has passed')
  await taken
}

// The system's own buffers fill, and what is compiled and cached at first is no growth.
for (let n = 0; n < warmUpSeconds; n += 1) await second()
const before = held()
for (let n = 0; n < Number(seconds); n += 1) await second()
const after = held()
const { sentMs, queuedMs, droppedMs } = call.audio
const { state } = call
call.close()
clock.tick(2_000)
await call.ended
process.disconnect()
say({
  state,
  givenMs: sentMs + queuedMs + droppedMs,
  droppedMs,
  mostBuffered,
  ownBytes: after.own - before.own,
  rssBytes: after.resident - before.resident,
})
