import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { createClock } from '@sinonjs/fake-timers'
import { until } from '../until.ts'
import { openFaultProxy, type FaultProxy, type FaultProxyOptions } from './fault-proxy.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

/** A server whose connections are in the test's hands. */
const openServer = async () => {
  const arrivals: Socket[] = []
  const all = new Set<Socket>()
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined)
    arrivals.push(socket)
    all.add(socket)
    server.emit('arrival')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    target: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async arrival() {
      if (arrivals.length === 0) await once(server, 'arrival')
      return arrivals.shift() as Socket
    },
    async close() {
      for (const socket of all) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

let server: Awaited<ReturnType<typeof openServer>>
let proxy: FaultProxy | undefined
beforeEach(async () => {
  server = await openServer()
})
afterEach(async () => {
  await proxy?.close()
  await server.close()
})

const dial = async (options: Omit<FaultProxyOptions, 'target'> = {}) => {
  proxy = await openFaultProxy({ target: server.target, ...options })
  const client = connect({ port: Number(new URL(proxy.baseUrl).port), allowHalfOpen: true })
  const errors: string[] = []
  client.on('error', (error: NodeJS.ErrnoException) => errors.push(error.code ?? ''))
  const peer = await server.arrival()
  const got: Buffer[] = []
  peer.on('data', (chunk: Buffer) => got.push(chunk))
  return { client, peer, errors, received: () => Buffer.concat(got), passage: await proxy.next() }
}

/** Lets the loops of sockets run for as long as anything could still be under way on loopback. */
const settle = async () => {
  for (let n = 0; n < 50; n += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** An RST that comes together with data is told as an end (libuv). */
const isGone = (socket: Socket) => socket.destroyed || socket.readableEnded

const bytes = (length: number) => Buffer.from(Array.from({ length }, (_, n) => n % 251))

describe('the fault proxy', () => {
  it('passes everything both ways, and counts it', async () => {
    const { client, peer, received, passage } = await dial({ keep: true })
    client.write(bytes(100_000))
    await until(() => received().length === 100_000)
    expect(received().equals(bytes(100_000))).toBe(true)
    const back = once(client, 'data')
    peer.write('yes')
    expect(String((await back)[0])).toBe('yes')
    expect(passage.log).toEqual({
      up: { receivedBytes: 100_000, forwardedBytes: 100_000 },
      down: { receivedBytes: 3, forwardedBytes: 3 },
    })
    expect(passage.forwarded('up').equals(bytes(100_000))).toBe(true)
  })

  it('passes a FIN one way, and leaves the other open', async () => {
    const { client, peer } = await dial()
    const ended = once(peer, 'end')
    client.end()
    await ended
    const back = once(client, 'data')
    peer.end('still here')
    expect(String((await back)[0])).toBe('still here')
  })

  it('delays by latency and jitter, and keeps the order', async () => {
    const clock = createClock()
    const { client, received, passage } = await dial({
      clock,
      rules: [{ faults: { latencyMs: 100, jitterMs: 50, sliceBytes: 10 } }],
    })
    client.write(bytes(1_000))
    await until(() => passage.log.up.receivedBytes === 1_000)
    await clock.tickAsync(99)
    expect(passage.log.up.forwardedBytes).toBe(0)
    await clock.tickAsync(52)
    await until(() => received().length === 1_000)
    expect(received().equals(bytes(1_000))).toBe(true)
  })

  it('holds a rate, and makes the sender wait', async () => {
    const clock = createClock()
    const { client, received, passage } = await dial({
      clock,
      rules: [{ direction: 'up', faults: { bytesPerSecond: 10_000 } }],
    })
    client.write(bytes(1_000_000))
    await until(() => passage.log.up.receivedBytes > 65_536)
    await clock.tickAsync(2_000)
    expect(passage.log.up.forwardedBytes).toBeGreaterThanOrEqual(19_600)
    expect(passage.log.up.forwardedBytes).toBeLessThanOrEqual(20_400)
    await settle()
    expect(passage.log.up.receivedBytes).toBeLessThan(65_536 * 3)
    passage.change('up', {})
    await until(() => received().length === 1_000_000)
    expect(received().equals(bytes(1_000_000))).toBe(true)
  })

  it('turns over bits, the same ones for the same seed', async () => {
    const harm = async (seed: number) => {
      const { client, received } = await dial({ seed, rules: [{ faults: { sliceBytes: 64, corrupt: 0.5 } }] })
      client.write(bytes(6_400))
      await until(() => received().length === 6_400)
      await proxy?.close()
      return received()
    }
    const [one, again, other] = [await harm(1), await harm(1), await harm(2)]
    const whole = bytes(6_400)
    const changed = one.filter((byte, at) => byte !== whole[at]).length
    expect(changed).toBeGreaterThan(20)
    expect(changed).toBeLessThan(80)
    expect(one.equals(again)).toBe(true)
    expect(one.equals(other)).toBe(false)
  })

  it.each(['stop', 'discard', 'freeze', 'server-gone'] as const)(
    'lets so many bytes pass and then does %s without a word',
    async (by) => {
      const { client, peer, errors, received, passage } = await dial({
        rules: [{ direction: 'up', faults: { cut: { afterBytes: 1_000, by } } }],
      })
      let ended = false
      client.on('end', () => (ended = true))
      client.write(bytes(5_000))
      await until(() => received().length === 1_000)
      client.write(bytes(5_000))
      await settle()
      expect(passage.log.up.forwardedBytes).toBe(1_000)
      expect([ended, errors]).toEqual([false, []])
      expect(passage.log.up.receivedBytes).toBe(by === 'discard' || by === 'server-gone' ? 10_000 : 5_000)
      if (by === 'server-gone') await until(() => isGone(peer))
      else expect(isGone(peer)).toBe(false)
    },
  )

  it('resets both sides', async () => {
    const { client, peer, errors, passage } = await dial()
    passage.reset()
    await until(() => client.closed && peer.closed)
    expect(errors).toEqual(['ECONNRESET'])
  })

  it('resets both sides in the middle of a message', async () => {
    const { client, peer, passage } = await dial({
      rules: [{ direction: 'down', faults: { cut: { afterBytes: 3, by: 'reset' } } }],
    })
    client.resume()
    peer.write('hello')
    await until(() => isGone(client) && isGone(peer))
    expect(passage.log.down).toEqual({ receivedBytes: 5, forwardedBytes: 3 })
  })

  it('sends a FIN of its own', async () => {
    const { client, peer } = await dial({
      rules: [{ direction: 'down', faults: { cut: { afterBytes: 3, by: 'fin' } } }],
    })
    const ended = once(client, 'end')
    let text = ''
    client.on('data', (chunk: Buffer) => (text += chunk.toString()))
    peer.write('hello')
    await ended
    expect(text).toBe('hel')
  })

  it('thaws what it froze, and nothing is lost', async () => {
    const { client, received, passage } = await dial()
    passage.freeze()
    client.write(bytes(50_000))
    await settle()
    expect(passage.log.up.forwardedBytes).toBe(0)
    passage.thaw()
    await until(() => received().length === 50_000)
    expect(received().equals(bytes(50_000))).toBe(true)
  })

  it('hangs or refuses by rule, for the connection that the rule names', async () => {
    proxy = await openFaultProxy({ target: server.target, rules: [{ connection: 1, hang: true }] })
    const port = Number(new URL(proxy.baseUrl).port)
    const first = connect(port)
    await once(first, 'connect')
    await until(() => proxy?.accepted === 1)
    const second = connect(port)
    await server.arrival()
    expect([proxy.accepted, proxy.passages.length]).toEqual([2, 1])
    await proxy.refuse()
    const third = connect(port)
    const [error] = (await once(third, 'error')) as [NodeJS.ErrnoException]
    expect(error.code).toBe('ECONNREFUSED')
    for (const socket of [first, second]) socket.on('error', () => undefined).destroy()
  })
})
