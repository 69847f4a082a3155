import { createClock, type Clock } from '@sinonjs/fake-timers'
import { createClient, openCall } from '@vatel/core'
import { callOf, record, type CallMessage } from '@vatel/rx'
import { readRecord, simulatePlatform, type SimulatedPlatformOptions } from '@vatel/simulator'

/** Opens a call in virtual time and follows it to its end. Returns the messages with their times, and the record. */
const follow = async (clock: Clock, options: SimulatedPlatformOptions) => {
  const platform = simulatePlatform({ ...options, clock })
  const { apiKey, url: baseUrl, agentId, fetch, WebSocket } = platform
  const { token } = await createClient({ apiKey, baseUrl, fetch, clock }).session.generateToken({
    agent_id: agentId,
    first_message: 'One moment, please.',
  })
  const call = openCall({ token, baseUrl, WebSocket, clock })
  const came: (readonly [number, CallMessage])[] = []
  const lines: string[] = []
  const watched = callOf(call)
  record({ audio: 'all', clock })(watched).subscribe((line) => lines.push(line))
  call.on('message', (message) => came.push([clock.now, message]))
  await clock.tickAsync(10_000)
  call.close()
  await clock.tickAsync(10)
  return { came, ndjson: lines.map((line) => `${line}\n`).join(''), end: await call.ended }
}

describe('what record() wrote', () => {
  it('is played again by the simulator: the same messages at the same moments', async () => {
    const held = await follow(createClock(), {
      faults: { unknownType: true, close: { afterMs: 9_000, code: 1011 } },
    })
    expect(held.came.length).toBeGreaterThan(5)
    const again = await follow(createClock(), { replay: readRecord(held.ndjson, 'call.ndjson') })
    expect(again.came).toEqual(held.came)
    expect(again.end).toEqual(held.end)
    expect(again.end).toMatchObject({ type: 'lost', code: 1011 })
  })
})
