import { openCall } from '../../src/socket/call-socket.ts'
import { held, say } from './growth.ts'

/** Reads what comes one message a turn of the event loop; the platform is many times faster. */
const [, , baseUrl = ''] = process.argv
const call = openCall({ token: 'token', baseUrl })
await call.opened
const before = held()
let read = 0
let inOrder = true
let most = before
for await (const message of call.messages()) {
  if (message.type !== 'response_text') continue
  inOrder &&= message.data.turn_id === String(read)
  read += 1
  await new Promise((resolve) => setImmediate(resolve))
  if (read % 20_000 !== 0) continue
  const now = held()
  most = { own: Math.max(most.own, now.own), resident: Math.max(most.resident, now.resident) }
}
say({
  end: (await call.ended).type,
  read,
  inOrder,
  ownBytes: most.own - before.own,
  rssBytes: most.resident - before.resident,
})
