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
const end = await ask()
// The most that was resident at any moment, which needs no quiet one.
const peak = process.resourceUsage().maxRSS * 1_024
say({ end, peakBytes: peak - before.resident, ownBytes: held().own - before.own })
