import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { systemClock, type Clock } from '../../src/clock.ts'
import { openPassage, type Passage } from './passage.ts'
import { createRandom } from './random.ts'
import { rulesFor, type Rule } from './rule.ts'

/** How a proxy is run. */
export interface FaultProxyOptions {
  /** The HTTP address of the server behind. */
  readonly target: string
  readonly rules?: readonly Rule[]
  /** Decides every draw. */
  readonly seed?: number
  /** Whether the bytes that were forwarded are kept. */
  readonly keep?: boolean
  /** Keeps delays and rates. */
  readonly clock?: Clock
}

/** A TCP proxy on loopback that does harm by rules. */
export interface FaultProxy {
  /** Its own HTTP address. */
  readonly baseUrl: string
  /** The connections so far, in order. */
  readonly passages: readonly Passage[]
  /** How many connections were accepted, those that hang included. */
  readonly accepted: number
  /** The next connection that has not been asked for. */
  next(): Promise<Passage>
  /** From now on connections are refused. */
  refuse(): Promise<void>
  close(): Promise<void>
}

/** Opens a proxy before a server. */
export const openFaultProxy = async (options: FaultProxyOptions): Promise<FaultProxy> => {
  const { target, rules = [], seed = 1, keep = false, clock = systemClock } = options
  const { hostname, port } = new URL(target)
  const random = createRandom(seed)
  const passages: Passage[] = []
  const sockets = new Set<Socket>()
  let accepted = 0
  let asked = 0
  const server = createServer({ allowHalfOpen: true })
  server.on('connection', (client) => {
    accepted += 1
    sockets.add(client)
    client.on('close', () => sockets.delete(client))
    if (rulesFor(rules, accepted).some(({ hang }) => hang === true)) {
      client.on('error', () => undefined)
      client.pause()
      return
    }
    const where = { host: hostname, port: Number(port) }
    passages.push(openPassage(client, { number: accepted, target: where, rules, clock, random, keep }))
    server.emit('passage')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port: own } = server.address() as AddressInfo
  const stop = async () => {
    if (!server.listening) return
    const closed = once(server, 'close')
    server.close()
    await (sockets.size === 0 ? closed : Promise.resolve())
  }
  return {
    baseUrl: `http://127.0.0.1:${String(own)}`,
    passages,
    get accepted() {
      return accepted
    },
    async next() {
      while (passages.length <= asked) await once(server, 'passage')
      return passages[asked++] as Passage
    },
    refuse: stop,
    async close() {
      for (const passage of passages) passage.reset()
      for (const socket of sockets) socket.destroy()
      const closed = server.listening ? once(server, 'close') : Promise.resolve()
      await stop()
      await closed
    },
  }
}
