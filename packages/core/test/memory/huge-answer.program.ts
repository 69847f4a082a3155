import { createClient } from '../../src/rest/client.ts'
import { held, say } from './growth.ts'

/** Asks for a list twice, whose second answer is far too long, and says what that came to and the most that it took. */
const [, , baseUrl = ''] = process.argv
const client = createClient({ apiKey: 'key', baseUrl, retries: 0 })
const ask = () =>
  client.agents.list().then(
    () => 'an answer',
    (error: unknown) => (error as { readonly _tag: string })._tag,
  )
// What is compiled and cached at first is no growth.
await ask()
const before = held()
// The system's own count begins with what the program had that started this one.
let peakBytes = before.resident
const look = () => {
  peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
  looking = setImmediate(look)
}
let looking = setImmediate(look)
const end = await ask()
clearImmediate(looking)
say({ end, peakBytes: peakBytes - before.resident, ownBytes: held().own - before.own })
