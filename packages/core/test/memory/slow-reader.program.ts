import { createClock } from '@sinonjs/fake-timers'
import { openCall } from '../../src/call/socket.ts'
import { pausableSocket } from '../pausable-socket.ts'
import { held, say } from './growth.ts'

/** Takes a turn of the event loop for each message, and 20 ms of virtual time while the platform, which is faster, waits. */
const [, , baseUrl = ''] = process.argv
const handlingMs = 20

const { flow, WebSocket } = pausableSocket()
const clock = createClock()
const call = openCall({ token: 'token', baseUrl, clock, WebSocket })
await call.started
const before = held()
let read = 0
let inOrder = true
let most = before
for await (const message of call.messages()) {
  if (message.type !== 'response_text') continue
  inOrder &&= message.data.turn_id === String(read)
  read += 1
  // Virtual time is faster than any platform: one that may speak is given real time for it.
  if (flow.isPaused) clock.tick(handlingMs)
  await new Promise((resolve) => setImmediate(resolve))
  if (read % 20_000 !== 0) continue
  const now = held()
  most = { own: Math.max(most.own, now.own), resident: Math.max(most.resident, now.resident) }
}
say({
  end: (await call.ended).type,
  tookMs: clock.now,
  read,
  inOrder,
  ownBytes: most.own - before.own,
  rssBytes: most.resident - before.resident,
})
