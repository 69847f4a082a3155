import { openCall } from '../../src/socket/call-socket.ts'
import { held, say } from './growth.ts'

/** Opens one call after the other, each of which the platform breaks in a way of its own, round after round. */
const [, , baseUrl = '', kinds = '', rounds = ''] = process.argv
const warmUpRounds = 20
const codes = new Set<string>()
const round = async () => {
  for (let n = 0; n < Number(kinds); n += 1) {
    const call = openCall({ token: 'token', baseUrl })
    const reason = await call.ended
    codes.add(reason.type === 'lost' ? String(reason.code) : reason.type)
  }
}

// What is compiled and cached at first is no growth.
for (let n = 0; n < warmUpRounds; n += 1) await round()
const before = held()
for (let n = 0; n < Number(rounds); n += 1) await round()
const after = held()
say({
  codes: [...codes].sort(),
  ownBytes: after.own - before.own,
  rssBytes: after.resident - before.resident,
})
