import * as t from 'io-ts'
import { runTools, tool } from '../../src/index.ts'
import { createEmitter } from '../../src/call/receive-buffer.ts'
import type { CallEvents } from '../../src/call/connection.ts'
import { held, say } from './growth.ts'

/** Answers tool calls with large arguments and outputs, a thousand at a time, and measures the memory it holds. */
const [, , count = '0'] = process.argv
const events = createEmitter<CallEvents>()
let outputs = 0
let runs = 0
const connection = {
  on: events.on.bind(events),
  started: Promise.resolve({ id: 'call-1' }),
  sendToolOutput: () => {
    outputs += 1
    return { status: 'sent' as const }
  },
}
const echo = tool({
  args: t.type({ text: t.string }),
  run: ({ text }) => {
    runs += 1
    return `${text}!`
  },
})
runTools(connection, { echo })

const ask = (n: number) =>
  events.emit('message', {
    type: 'tool_call',
    data: {
      toolCallId: `0198c0de-0000-7000-8000-${String(n).padStart(12, '0')}`,
      toolName: 'echo',
      arguments: [{ name: 'text', value: `${String(n)} `.repeat(300) }],
    },
  })
const settle = () => new Promise((resolve) => setImmediate(resolve))

const before = held()
for (let n = 0; n < Number(count); n += 1) {
  ask(n)
  if (n % 1_000 === 0) await settle()
}
while (outputs < Number(count)) await settle()
const after = held()
ask(0)
await settle()
say({ outputs, runs, ownBytes: after.own - before.own, rssBytes: after.resident - before.resident })
