import { ask, type Target } from './ask.ts'
import { knownOperations, type KnownOperation } from './check-by-table.ts'
import { createCheck } from './check-exchange.ts'
import { isFields } from './closed-schemas.ts'
import { documentedUpgrade } from './documented-operations.ts'
import type { Check, Exchange } from './exchange.ts'
import { aboutNobody, badRequests, bareRequests, goodRequests, withBadId } from './probes.ts'
import { upgradeAnswer } from './upgrade-answer.ts'
import { openWorld, type World } from './world.ts'

// Real sockets; no assertion depends on the time that passes.
jest.setTimeout(300_000)

let world: World
let check: Check
beforeAll(async () => {
  world = await openWorld()
  check = await createCheck()
})
afterAll(() => world.close())

/** Sends the most specific request for a status. */
const provoke = async ({ client, endpoint }: KnownOperation, status: number): Promise<Exchange> => {
  const { whole, bare, broken } = world
  const good = await goodRequests[client]?.(world)
  const bad = await badRequests[`${client} ${status}`]?.(world)
  const onBare = await bareRequests[`${client} ${status}`]?.(world)
  if (good === undefined) throw new Error(`${client}: expected a request that succeeds`)
  if (bad !== undefined) return ask(endpoint, bad, whole)
  if (onBare !== undefined) return ask(endpoint, onBare, bare)
  const asWhom: Target = status === 401 ? { ...whole, apiKey: 'wrong' } : status === 500 ? broken : whole
  if (status === 405) return ask(endpoint, good, whole, 'POST')
  if (status === 404) return ask(endpoint, aboutNobody(good), whole)
  return ask(endpoint, status === 400 ? withBadId(good) : good, asWhom)
}

const cases = knownOperations.flatMap((operation) =>
  operation.statuses.map((status) => [operation.client, status, operation] as const),
)

describe('REST over HTTP', () => {
  it.each(cases)('answers %s with %i as it is documented', async (_client, status, operation) => {
    const exchange = await provoke(operation, status)
    expect(exchange.status).toBe(status)
    expect(check(exchange, [400, 405].includes(status) ? 'wrongly' : 'rightly')).toEqual([])
  })
})

describe('WebSocket of a call over HTTP', () => {
  const tokenFor = async (agentId: string): Promise<string> =>
    (await world.client.session.generateToken({ agent_id: agentId })).token

  const queries: Readonly<Record<number, () => Promise<string>>> = {
    101: async () => `?token=${await tokenFor(world.agentId)}`,
    400: () => Promise.resolve(''),
    401: () => Promise.resolve('?token=a.b.c'),
    403: async () => `?token=${await tokenFor(world.agentId)}&agentId=${world.whole.foreignAgentId}`,
    404: async () => {
      const { id = '' } = await world.client.agents.create({ name: 'Gone' })
      const token = await tokenFor(id)
      await world.client.agents.delete(id)
      return `?token=${token}`
    },
    500: () => Promise.resolve('?token=x'),
  }

  it.each(documentedUpgrade.statuses)('answers %i as it is documented', async (status) => {
    const query = (await queries[status]?.()) ?? ''
    const { url } = status === 500 ? world.refusing : world.whole
    const answer = await upgradeAnswer(`${url}${documentedUpgrade.path}${query}`)
    expect(answer.status).toBe(status)
    expect(isFields(answer.body) ? Object.keys(answer.body) : []).toEqual(status === 101 ? [] : ['error'])
  })
})
