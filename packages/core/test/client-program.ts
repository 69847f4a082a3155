import { createClient } from '../src/rest/client.ts'
import { openCall } from '../src/call/socket.ts'

const [, , baseUrl = '', mode = ''] = process.argv

/** How many timers and connections still keep this program. */
const held = () =>
  process.getActiveResourcesInfo().filter((name) => name === 'Timeout' || name.startsWith('TCP')).length

const holdBriefly = async (): Promise<string> => {
  const abort = new AbortController()
  const call = openCall({ token: 'token', baseUrl, signal: abort.signal })
  if (mode !== 'close() while it opens') await call.started
  if (mode.startsWith('close()')) call.close()
  else if (mode === 'the signal') abort.abort()
  else call.sendAudio(new Int16Array(480))
  return (await call.ended).type
}

const ask = async (): Promise<string> => {
  const client = createClient({ apiKey: 'key', baseUrl })
  const abort = new AbortController()
  const asked = client.agents.list({ signal: abort.signal })
  if (mode === 'a request that is aborted') setImmediate(() => abort.abort())
  return asked.then(
    () => 'an answer',
    (error: unknown) => (error as { readonly _tag: string })._tag,
  )
}

const end = await (mode.startsWith('a request') ? ask() : holdBriefly())
const since = performance.eventLoopUtilization()
// The socket itself is gone some turns after it has told its end.
for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
const timers = held()
// What it waits for is idle time; how fast the machine is does not count.
process.on('exit', () => {
  const { idle } = performance.eventLoopUtilization(since)
  process.stdout.write(JSON.stringify({ end, timers, idleMs: Math.floor(idle) }))
})
