import { everyMethod } from '../../test/rest/every-method.ts'
import { openFaultProxy, type FaultProxy } from '../../test/fault-proxy/fault-proxy.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { apiKey, closeServers, json, serve, type Answer } from '../../test/rest/serve.ts'
import { aFewTurns } from '../../test/rest/a-few-turns.ts'
import { createClient } from './client.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

/** Another host, which counts who connects to it. */
let other: FaultProxy
beforeEach(async () => {
  const behind = await serve([json(200, { id: 'a' })])
  other = await openFaultProxy({ target: behind.baseUrl })
})
afterEach(async () => {
  await aFewTurns()
  const { accepted } = other
  await other.close()
  await closeServers()
  expect(accepted).toBe(0)
})

const statuses = [300, 301, 302, 303, 304, 305, 306, 307, 308]

const targets: readonly (readonly [name: string, location: () => string])[] = [
  ['another host', () => `${other.baseUrl}/v1/agents?key=canary`],
  ['another host, without a scheme', () => `//${new URL(other.baseUrl).host}/v1/agents`],
  ['another host, with backslashes', () => `\\\\${new URL(other.baseUrl).host}/v1/agents`],
  ['another host, with a password', () => other.baseUrl.replace('//', '//user:canary@')],
  ['another scheme', () => 'https://user:canary@example.org/canary'],
  ['another path', () => '/v1/elsewhere'],
  ['a path beside it', () => 'elsewhere?key=canary'],
  ['itself', () => '/v1/agents'],
]

describe('a redirect', () => {
  describe.each(targets)('to %s', (_name, locationOf) => {
    it.each(statuses)('with %d is followed nowhere', async (status) => {
      const location = locationOf()
      const { client, seen, baseUrl } = await serve([json(status, {}, { location })])
      for (const ask of [
        () => client.agents.create({ name: 'Ann', prompt: 'canary' }),
        () => client.agents.list(),
      ]) {
        const error = await rejection(ask())
        expect(error).toMatchObject({
          _tag: 'RedirectedError',
          status,
          targetOrigin: new URL(location, baseUrl).origin,
          delivery: 'unknown',
        })
        expect(JSON.stringify(error) + String(error.stack)).not.toContain('canary')
      }
      expect(seen).toHaveLength(2)
    })
  })

  it.each(everyMethod)('of $name takes neither key nor body to another host', async ({ call }) => {
    for (const status of [302, 307]) {
      const { client, seen } = await serve([json(status, {}, { location: other.baseUrl })])
      expect(await rejection(call(client))).toMatchObject({ _tag: 'RedirectedError', status })
      expect(seen).toHaveLength(1)
    }
  })

  it.each(statuses)('with %d is not followed from https to http', async (status) => {
    const { baseUrl, seen } = await serve([json(status, {}, { location: other.baseUrl })])
    // The platform behind its certificate: the scheme is what the client was told.
    const unwrapped: typeof fetch = (input, init) =>
      fetch(new Request(input).url.replace('https://api.example.org', baseUrl), init)
    const client = createClient({ apiKey, baseUrl: 'https://api.example.org', fetch: unwrapped })
    expect(await rejection(client.agents.create({ name: 'Ann' }))).toMatchObject({
      _tag: 'RedirectedError',
      targetOrigin: other.baseUrl,
    })
    expect(seen).toHaveLength(1)
  })

  it.each([
    ['a circle of two', (hop: number) => hop % 2],
    ['a hundred hops', (hop: number) => Math.min(hop + 1, 100)],
  ])('is one request when it is %s', async (_name, next) => {
    const hopping: Answer = (request, response, body) => {
      const hop = Number(/hop=(\d+)/.exec(request.url ?? '')?.[1] ?? 0)
      const answer = hop === 100 ? json(200, []) : json(302, {}, { location: `?hop=${String(next(hop))}` })
      answer(request, response, body)
    }
    const { client, seen } = await serve([hopping])
    expect(await rejection(client.agents.list())).toMatchObject({ _tag: 'RedirectedError', status: 302 })
    expect(seen).toHaveLength(1)
  })

  it.each([[{}], [{ location: 'http://[' }]])('that says nowhere names no origin (%j)', async (headers) => {
    const { client } = await serve([json(302, {}, headers)])
    const error = await rejection(client.agents.list())
    expect(error).toMatchObject({ _tag: 'RedirectedError', status: 302 })
    expect('targetOrigin' in error && error.targetOrigin).toBeUndefined()
  })

  it('leaves no connection busy', async () => {
    const { client, seen } = await serve([json(302, 'x'.repeat(1_000_000), { location: '/' })])
    for (let call = 0; call < 20; call += 1) await rejection(client.agents.list())
    expect(seen).toHaveLength(20)
  })
})
