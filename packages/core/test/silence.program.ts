import { inspect } from 'node:util'
import { runTools, createClient, openCall } from '../src/index.ts'
import { createClient as createTasks } from '../src/fp.ts'
import { everyMethod } from './rest/every-method.ts'

/**
 * Asks for everything of a platform that answers in so many ways, holds so many calls with it, and says what was written
 * to the console, to the standard streams and as a warning of the process meanwhile.
 */
const [, , baseUrl = '', lineUrl = '', apiKey = '', token = '', ways = '', calls = ''] = process.argv

let said: string[] = []
const heard =
  (where: string) =>
  (...words: readonly unknown[]): true => {
    said.push([where, ...words].map((word) => (typeof word === 'string' ? word : inspect(word))).join(' '))
    return true
  }
for (const name of ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir'] as const)
  console[name] = heard(name)
const { stdout, stderr } = process
const write = stdout.write.bind(stdout)
stdout.write = heard('stdout')
stderr.write = heard('stderr')
process.on('warning', heard('warning'))

const aTurn = () => new Promise((resolve) => setImmediate(resolve))
console.debug('probe')
stderr.write('probe')
process.emitWarning('probe')
await aTurn()
const hears = ['debug', 'stderr', 'warning'].filter((where) => said.some((text) => text.startsWith(where)))
said = []

const nothing = () => undefined
const client = createClient({ apiKey, baseUrl, retries: 0, timeoutMs: 100 })
const tasks = createTasks({ apiKey, baseUrl, retries: 0, timeoutMs: 100 })
let settled = 0
for (let way = 0; way < Number(ways); way += 1) {
  // Refused for good, and so not tried again.
  if (way === 3) await client.connect({ agent_id: 'a' }).catch(nothing)
  // One for all: Node warns of a signal to which more than ten listen.
  const { signal } = new AbortController()
  await Promise.all(
    everyMethod.map(async ({ call }) => {
      await call(client, { signal }).catch(nothing)
      settled += 1
    }),
  )
}
for (const { call } of everyMethod) await ((await call(tasks as never)) as () => Promise<unknown>)()
await Promise.all(
  everyMethod.map(async ({ call }) => {
    const abort = new AbortController()
    const asked = call(client, { signal: abort.signal }).catch(nothing)
    await aTurn()
    abort.abort()
    await asked
  }),
)
await openCall({ token, baseUrl }).started.catch(nothing)

for (let n = 0; n < Number(calls); n += 1) {
  const call = openCall({ token, baseUrl: lineUrl })
  for (const event of ['message', 'invalid', 'sent', 'state', 'dropped', 'end'] as const)
    call.on(event, nothing)
  runTools(call, {})
  for (let frame = 0; frame < 200; frame += 1) call.sendAudio(new Int16Array(480))
  await call.started.catch(nothing)
  await call.ended
  call.sendToolOutput('late', 'output')
  settled += 1
}
for (const bad of [`${apiKey}\n`, apiKey.repeat(500)])
  try {
    createClient({ apiKey: bad })
  } catch {
    settled += 1
  }
await aTurn()
write(JSON.stringify({ said, hears, settled }))
