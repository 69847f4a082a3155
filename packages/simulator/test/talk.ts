import { createClock, type Clock } from '@sinonjs/fake-timers'
import WebSocket from 'ws'
import { simulatePlatform, type Faults, type LogEntry, type Replay } from '../src/index.ts'
import { startSimulator, type LoadedScenario } from '../src/node.ts'
import { playUser, type DemoClient } from './demo.ts'

/** A message that crossed the wire. */
export type MessageEntry = Extract<LogEntry, { type: 'message' }>

/** A call to run, once in memory and once over a real WebSocket. */
export interface TalkPlan {
  readonly scenario: LoadedScenario
  /** Recording of the user. */
  readonly microphone: Int16Array
  /** Output of the tool. */
  readonly output: string
  readonly faults?: Faults
  readonly seed?: number
  /** A recorded call to replay. */
  readonly replay?: Replay | undefined
  /** Fields of the token request, beside the agent. */
  readonly wish?: { readonly first_message?: string; readonly prompt?: string }
  /** Duration of a microphone message. @defaultValue 20 milliseconds */
  readonly frameMs?: number
}

/** End of the call, as the client saw it. */
export type TalkEnd =
  | { readonly type: 'refused'; readonly status: number }
  | { readonly type: 'closed'; readonly code: number }
  | { readonly type: 'open' }

/** Result of a call. */
export interface Talk {
  /** Every message, with its time. */
  readonly log: readonly MessageEntry[]
  /** Messages that reached the client. */
  readonly received: readonly string[]
  readonly end: TalkEnd
  /** Termination reason in REST; undefined for a running or refused call. */
  readonly reason: string | undefined
}

/** Messages of the platform. */
export const outgoing = ({ log }: Pick<Talk, 'log'>) => log.filter(({ direction }) => direction === 'out')
/** Messages of the client. */
export const incoming = ({ log }: Pick<Talk, 'log'>) => log.filter(({ direction }) => direction === 'in')

const epochMs = Date.UTC(2025, 0)

const turns = () => new Promise((resolve) => setImmediate(resolve))

const tokenOf = async (
  request: typeof fetch,
  { url, apiKey, agentId }: { readonly url: string; readonly apiKey: string; readonly agentId: string },
  { wish = {} }: TalkPlan,
) => {
  const response = await request(`${url}/v1/session-token`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ agent_id: agentId, ...wish }),
  })
  const { token } = (await response.json()) as { readonly token: string }
  return token
}

interface Line {
  readonly client: DemoClient & { readonly sent: number }
  readonly end: () => TalkEnd
}

/** Common part of both WebSocket classes. */
interface AnySocket {
  addEventListener(
    type: string,
    listener: (event: { readonly data?: unknown; readonly code?: number }) => void,
  ): void
  on(
    event: 'unexpected-response',
    listener: (request: { destroy(): void }, response: { statusCode: number }) => void,
  ): void
  send(text: string): void
}

const follow = (socket: AnySocket, canHear: () => boolean): Line => {
  const received: string[] = []
  let end: TalkEnd = { type: 'open' }
  let sent = 0
  socket.on('unexpected-response', (request, { statusCode }) => {
    end = { type: 'refused', status: statusCode }
    request.destroy()
  })
  socket.addEventListener('message', ({ data }) => received.push(String(data)))
  socket.addEventListener('error', () => undefined)
  socket.addEventListener('close', ({ code = 0 }) => {
    if (end.type === 'open') end = { type: 'closed', code }
  })
  return {
    client: {
      received,
      isClosed: () => end.type !== 'open',
      get sent() {
        return sent
      },
      send: (text) => {
        if (canHear()) sent++
        socket.send(text)
      },
    },
    end: () => end,
  }
}

interface World {
  readonly clock: Clock
  readonly log: LogEntry[]
}

const openWorld = (): World => ({ clock: createClock(), log: [] })

const messages = (log: readonly LogEntry[]) => log.filter((entry) => entry.type === 'message')

/** Waits until both ends have received everything in flight; virtual time stands still. */
const settleOn =
  (log: readonly LogEntry[], { client }: Line) =>
  async () => {
    const isBehind = () =>
      client.received.length < outgoing({ log: messages(log) }).length ||
      incoming({ log: messages(log) }).length < client.sent ||
      log.length < 2
    do await turns()
    while (!client.isClosed() && isBehind())
  }

/** Asks REST for the termination reason. */
const reasonOf = async (request: typeof fetch, url: string, apiKey: string): Promise<string | undefined> => {
  const response = await request(`${url}/v1/calls`, { headers: { authorization: `Bearer ${apiKey}` } })
  const { calls } = (await response.json()) as {
    readonly calls: readonly { readonly termination_reason?: string }[]
  }
  return calls[0]?.termination_reason
}

const hold = async ({ clock, log }: World, socket: AnySocket, plan: TalkPlan, isOpen: Promise<unknown>) => {
  const { microphone, output, frameMs = 20, faults = {} } = plan
  const { halfOpenAfterMs = Infinity } = faults
  const line = follow(socket, () => clock.now < halfOpenAfterMs)
  await isOpen
  const settle = settleOn(log, line)
  await playUser(line.client, { pass: (ms) => void clock.tick(ms), settle }, microphone, output, frameMs)
  // Delayed messages may still arrive.
  for (let waited = 0; waited < 20 && !line.client.isClosed(); waited++) {
    clock.tick(1_000)
    await settle()
  }
  return line
}

/** Options of a platform on either transport. */
const rulesOf = ({ clock, log }: World, { faults = {}, seed = 1, replay }: TalkPlan) => ({
  clock,
  epochMs,
  faults,
  seed,
  ...(replay === undefined ? {} : { replay }),
  log: (entry: LogEntry) => log.push(entry),
})

/** Runs a call in memory. */
export const talkInMemory = async (plan: TalkPlan): Promise<Talk> => {
  const world = openWorld()
  const platform = simulatePlatform({ scenario: plan.scenario, ...rulesOf(world, plan) })
  const token = await tokenOf(platform.fetch, platform, plan)
  const socket = new platform.WebSocket(`wss://simulator.invalid/v1/connection?token=${token}`)
  const line = await hold(world, socket as AnySocket, plan, Promise.resolve())
  const reason = await reasonOf(platform.fetch, platform.url, platform.apiKey)
  return { log: messages(world.log), received: line.client.received, end: line.end(), reason }
}

/** Runs a call over a WebSocket of this machine. */
export const talkOverWire = async (plan: TalkPlan): Promise<Talk> => {
  const world = openWorld()
  const simulator = await startSimulator({ scenario: plan.scenario, ...rulesOf(world, plan) })
  const token = await tokenOf(fetch, simulator, plan)
  const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}/v1/connection?token=${token}`)
  const isOpen = new Promise((resolve) => {
    socket.on('open', resolve)
    socket.on('unexpected-response', resolve)
  })
  const line = await hold(world, socket as unknown as AnySocket, plan, isOpen)
  const reason = await reasonOf(fetch, simulator.url, simulator.apiKey)
  if (reason !== undefined) while (!line.client.isClosed()) await turns()
  await simulator.close()
  return { log: messages(world.log), received: line.client.received, end: line.end(), reason }
}
