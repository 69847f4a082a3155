import { createClock } from '@sinonjs/fake-timers'
import { runTools } from '../src/conversation/run-tools.ts'
import { tool, type Tools } from '../src/conversation/tools.ts'
import { InvalidArgumentError } from '../src/errors.ts'
import { openCall } from '../src/call/socket.ts'
import { openLine, says, type Line } from './line.ts'
import { until } from './until.ts'
import * as t from 'io-ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

let line: Line
beforeEach(async () => {
  line = await openLine()
})
afterEach(() => line.close())

const ask = (toolCallId: string, toolName = 'look') => says('tool_call', { toolCallId, toolName })

/** A live call whose tool calls are answered, each id once, and the outputs that the platform got. */
const begin = async (tools: Tools) => {
  const clock = createClock()
  const call = openCall({ token: 'token', baseUrl: line.baseUrl, clock })
  const { socket, tcp } = await line.answer()
  const outputs = new Map<string, string[]>()
  socket.on('message', (data: Buffer) => {
    const { data: got } = JSON.parse(data.toString()) as { data: { toolCallId: string; output: string } }
    outputs.set(got.toolCallId, [...(outputs.get(got.toolCallId) ?? []), got.output])
  })
  runTools(call, tools, { clock, maxRunning: Infinity })
  socket.send(says('session_started', { id: 'call-1' }))
  await call.started
  return { clock, call, socket, tcp, outputs }
}

const args = t.type({})
const cycle: { self?: unknown } = {}
cycle.self = cycle

describe('the outputs of tools', () => {
  it('answer a thousand repeated calls in flight, once each', async () => {
    let runs = 0
    const release: (() => void)[] = []
    const look = tool({
      args,
      run: () => {
        runs += 1
        return new Promise((resolve) => release.push(() => resolve('seen')))
      },
    })
    const { clock, call, socket, outputs } = await begin({ look })
    const turns = new Set<string>()
    call.on('message', (message) => {
      if (message.type === 'response_text') turns.add(message.data.turn_id)
    })
    for (let round = 0; round < 2; round += 1) for (let n = 0; n < 1_000; n += 1) socket.send(ask(String(n)))
    await until(() => release.length === 1_000)
    expect(call.delivery.unansweredToolCalls).toHaveLength(1_000)
    for (const finish of release) finish()
    // A thousand at once are more than the socket should hold: the rest waits a few milliseconds.
    await until(() => {
      clock.tick(1)
      return outputs.size === 1_000
    })
    socket.send(says('response_text', { turn_id: 'next', text: 'so' }))
    await until(() => call.delivery.unconfirmedToolOutputs.length === 0)
    // What is repeated after its output runs no more than what is repeated before.
    for (let n = 0; n < 1_000; n += 1) socket.send(ask(String(n)))
    socket.send(says('response_text', { turn_id: 'last', text: 'so' }))
    await until(() => turns.has('last'))
    clock.tick(100)
    expect([runs, outputs.size, call.state]).toEqual([1_000, 1_000, 'live'])
    expect([...outputs.values()].every((sent) => sent.length === 1 && sent[0] === 'seen')).toBe(true)
    expect(call.delivery).toMatchObject({ unansweredToolCalls: [], orphanedToolOutputs: [] })
    call.close()
    await call.ended
  })

  it.each([
    ['an unknown name', 'nobody', 'there is no tool nobody'],
    ['a tool that rejects', 'fails', 'on purpose'],
    ['a tool that throws', 'throws', 'at once'],
    ['2 MiB', 'huge', 'more than 1 MiB'],
    ['a Map', 'map', 'type Map'],
    ['a cycle', 'round', 'circular'],
  ])('name the problem of %s', async (_name, toolName, expected) => {
    const { call, socket, outputs } = await begin({
      fails: tool({ args, run: () => Promise.reject(new Error('on purpose')) }),
      throws: tool({
        args,
        run: () => {
          throw new Error('at once')
        },
      }),
      huge: tool({ args, run: () => 'x'.repeat(2_097_152) }),
      map: tool({ args, run: () => new Map() }),
      round: tool({ args, run: () => cycle }),
    })
    socket.send(ask('7', toolName))
    await until(() => outputs.size === 1)
    expect(outputs.get('7')?.join().toLowerCase()).toContain(expected.toLowerCase())
    call.close()
    await call.ended
  })

  it('come in time for a tool that never ends', async () => {
    const { clock, call, socket, outputs } = await begin({
      look: tool({ args, run: () => new Promise(() => undefined), timeoutMs: 1_000 }),
    })
    socket.send(ask('7'))
    await until(() => clock.countTimers() > 1 && call.delivery.unansweredToolCalls.length === 1)
    await clock.tickAsync(1_000)
    await until(() => outputs.size === 1)
    expect(outputs.get('7')).toEqual([expect.stringContaining('1000 ms')])
    call.close()
    await call.ended
  })

  it('are listed as orphans, all thousand, when the call is lost before them, and go to no other session', async () => {
    const ids = Array.from({ length: 1_000 }, (_, n) => String(n))
    const release: (() => void)[] = []
    const look = tool({
      args,
      run: () => new Promise((resolve) => release.push(() => resolve('too late'))),
    })
    const { clock, call, socket, tcp, outputs } = await begin({ look })
    for (const id of ids) socket.send(ask(id))
    await until(() => release.length === 1_000)
    tcp.resetAndDestroy()
    expect(await call.ended).toMatchObject({ type: 'lost' })
    expect(call.delivery.unansweredToolCalls).toEqual(ids)
    const second = openCall({ token: 'fresh', baseUrl: line.baseUrl, clock })
    const next = await line.answer()
    let crossed = 0
    next.socket.on('message', () => (crossed += 1))
    next.socket.send(says('session_started', { id: 'call-2' }))
    await second.started
    for (const finish of release) finish()
    expect(call.sendToolOutput('later', 'later still')).toEqual({ status: 'dropped' })
    await until(() => call.delivery.orphanedToolOutputs.length > 1_000)
    await clock.tickAsync(1_000)
    const orphans = call.delivery.orphanedToolOutputs.map(({ toolCallId }) => toolCallId)
    expect(orphans.sort()).toEqual([...ids, 'later'].sort())
    // What the tools gave in the end, not that they were told to stop before.
    const last = new Set(call.delivery.orphanedToolOutputs.map(({ output }) => output))
    expect(last).toEqual(new Set(['too late', 'later still']))
    // Something that does cross, so that nothing can be behind it.
    second.sendToolOutput('own', 'done')
    await until(() => crossed > 0)
    expect([crossed, outputs.size, second.delivery.orphanedToolOutputs]).toEqual([1, 0, []])
    second.close()
    await second.ended
    expect(clock.countTimers()).toBe(0)
  })

  it('are refused above 1 MiB of UTF-8, with an error that names the remedy', async () => {
    const { call, outputs } = await begin({})
    const mib = 1_048_576
    for (const output of ['x'.repeat(2 * mib), 'x'.repeat(mib + 1), 'ä'.repeat(mib / 2 + 1)])
      expect(() => call.sendToolOutput('7', output)).toThrow(InvalidArgumentError)
    expect(() => call.sendToolOutput('7', 'x'.repeat(mib + 1))).toThrow(
      'output: must be at most 1 MiB of UTF-8: send a summary or a link',
    )
    // A refused output answers nothing: the id is still free.
    expect(call.sendToolOutput('7', 'ä'.repeat(mib / 2))).toEqual({ status: 'sent' })
    await until(() => outputs.size === 1)
    call.close()
    await call.ended
  })
})

describe('a session that ends', () => {
  it.each([1000, 1001, 1006, 1008, 1011, 4000, 4401])(
    'is never replaced by itself: close code %d',
    async (code) => {
      const { clock, call, socket, tcp } = await begin({})
      if (code === 1006) tcp.resetAndDestroy()
      else socket.close(code)
      await call.ended
      await clock.tickAsync(3_600_000)
      const again = await Promise.race([
        line.answer().then(() => 'a new connection'),
        new Promise((resolve) => setImmediate(() => resolve('nothing'))),
      ])
      expect(again).toBe('nothing')
      expect(call.state).toBe('ended')
    },
  )
})
