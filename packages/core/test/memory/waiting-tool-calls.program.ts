import * as t from 'io-ts'
import { runTools, tool } from '../../src/index.ts'
import { decodeServerMessage } from '../../src/protocol/messages.ts'
import { createEmitter } from '../../src/call/receive-buffer.ts'
import type { CallEvents } from '../../src/call/connection.ts'
import { held, say } from './growth.ts'

/** Asks for calls of a tool that does not answer, so that all but 32 wait, and measures the memory they hold. */
const [, , count = '0'] = process.argv
const events = createEmitter<CallEvents>()
let runs = 0
const connection = {
  on: events.on.bind(events),
  started: Promise.resolve({ id: 'call-1' }),
  sendToolOutput: () => ({ status: 'sent' as const }),
}
const wait = tool({
  args: t.type({ city: t.string }),
  run: () => {
    runs += 1
    return new Promise<never>(() => undefined)
  },
})
const stop = runTools(connection, { wait })

const before = held()
for (let n = 0; n < Number(count); n += 1) {
  const data = {
    toolCallId: `call-${String(n)}`,
    toolName: 'wait',
    arguments: [{ name: 'city', value: 'Bern' }],
  }
  const decoded = decodeServerMessage(JSON.stringify({ type: 'tool_call', data }))
  if (decoded._tag === 'Right') events.emit('message', decoded.right)
  if (n % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve))
}
const after = held()
say({ runs, ownBytes: after.own - before.own })
stop()
