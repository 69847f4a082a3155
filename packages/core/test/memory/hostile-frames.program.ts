import { openCall } from '../../src/call/socket.ts'
import { fillUplink } from '../fill-uplink.ts'
import { held, say } from './growth.ts'

/**
 * Opens one call after the other, each of which the platform breaks in a way of its own, round after round. Says what
 * stayed, and the most that was held during each. The uplink of the last is full before it tells so.
 */
const [, , baseUrl = '', kinds = '', rounds = ''] = process.argv
const warmUpRounds = 20
const codes = new Set<string>()
const peakBytes = Array<number>(Number(kinds)).fill(0)
const hold = async (isLast: boolean) => {
  const call = openCall({ token: 'token', baseUrl })
  await call.started.catch(() => undefined)
  if (isLast) {
    await fillUplink(call)
    process.send?.('the uplink is full')
  }
  const reason = await call.ended
  codes.add(reason.type === 'lost' ? String(reason.code) : reason.type)
}
const round = async () => {
  for (let n = 0; n < Number(kinds); n += 1) await hold(n === Number(kinds) - 1)
}
const measuredRound = async () => {
  for (let n = 0; n < Number(kinds); n += 1) {
    const { own, resident } = held()
    const measure = () => {
      const { heapUsed, external, rss } = process.memoryUsage()
      peakBytes[n] = Math.max(peakBytes[n] ?? 0, rss - resident, heapUsed + external - own)
    }
    const look = () => {
      measure()
      looking = setImmediate(look)
    }
    let looking = setImmediate(look)
    await hold(n === Number(kinds) - 1)
    // What was held in the last turn is rubbish already, but is still there.
    measure()
    clearImmediate(looking)
  }
}

// What is compiled and cached at first is no growth.
for (let n = 0; n < warmUpRounds; n += 1) await round()
const before = held()
for (let n = 0; n < Number(rounds); n += 1) await measuredRound()
const after = held()
process.disconnect()
say({
  codes: [...codes].sort(),
  ownBytes: after.own - before.own,
  rssBytes: after.resident - before.resident,
  peakBytes,
})
