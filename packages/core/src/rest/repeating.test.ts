import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as fc from 'fast-check'
import { everyMethod, type Operation } from '../../test/rest/every-method.ts'
import { hurriedClock, longTimeoutMs } from '../../test/rest/hurried-clock.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { apiKey, closeServers, cut, empty, hangUp, json, reset, serve } from '../../test/rest/serve.ts'
import { succeed } from '../../test/rest/succeed.ts'
import { createClient } from './client.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

afterEach(closeServers)

/** Does it with every item, ten at a time. */
const inTens = async <A, B>(items: readonly A[], run: (item: A) => Promise<B>): Promise<readonly B[]> => {
  const results: B[] = []
  for (let first = 0; first < items.length; first += 10)
    results.push(...(await Promise.all(items.slice(first, first + 10).map(run))))
  return results
}

/** What can happen after the platform has carried a request out. */
const faults = {
  RST: reset,
  FIN: hangUp,
  'a 500': json(500, {}),
  'a 409': json(409, {}),
  'a 503': json(503, {}),
  'a cut body': cut,
} as const

const hurried = () => ({ clock: hurriedClock(), timeoutMs: longTimeoutMs })

const writing = everyMethod.filter(({ endpoint }) => !endpoint.retryable)
const repeatable = everyMethod.filter(({ endpoint }) => endpoint.retryable)

describe('a request that changes something', () => {
  it('is every POST and PATCH but the minting of a token', () => {
    expect(writing.map(({ name }) => name).sort()).toEqual([
      'agents.create',
      'agents.dial',
      'agents.publishVersion',
      'agents.update',
      'sipTrunks.create',
      'sipTrunks.createAssignment',
      'sipTrunks.update',
      'sipTrunks.updateAssignment',
      'twilioNumbers.import',
      'twilioNumbers.updateLabel',
    ])
  })

  it.each(Object.entries(faults))(
    'is carried out once, and says so, in 170 of 170 calls met by %s',
    async (_name, fault) => {
      const { baseUrl, seen } = await serve([fault])
      const calls = writing.flatMap((operation) => Array.from({ length: 17 }, () => operation))
      await inTens([...calls.entries()], async ([number, { call }]) => {
        // A client of its own: one has only so many retries to give.
        const client = createClient({ apiKey, baseUrl, ...hurried() })
        const error = await rejection(call(client, { headers: { 'x-case': String(number) } }))
        expect(error.delivery).toBe('unknown')
      })
      const carriedOut = seen.map(({ method, headers }) => `${method} ${String(headers['x-case'])}`)
      expect(carriedOut.sort()).toEqual(
        calls.map(({ endpoint: { method } }, number) => `${method} ${String(number)}`).sort(),
      )
    },
  )

  it('is neither lost nor doubled on connections that the platform closes when they are idle', async () => {
    const done: string[] = []
    const server = createServer((request, response) => {
      done.push(String(request.headers['x-case']))
      request.resume().on('end', () => json(201, {})(request, response, ''))
    })
    server.keepAliveTimeout = 1
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const { port } = server.address() as AddressInfo
    const client = createClient({ apiKey, baseUrl: `http://127.0.0.1:${String(port)}` })
    const cases = Array.from({ length: 300 }, (_, n) => String(n))
    for (const number of cases) {
      await client.agents.create({ name: 'Ann' }, { headers: { 'x-case': number } })
      // Around the moment at which the platform lets go.
      for (let turn = 0; turn < Number(number) % 40; turn += 1)
        await new Promise((resolve) => setImmediate(resolve))
    }
    expect(done).toEqual(cases)
    server.close()
    server.closeAllConnections()
  })

  it('is repeated when the platform says that it has not done it', async () => {
    const options = hurried()
    const { client, seen } = await serve([json(429, {}), json(201, { id: 'a' })], options)
    expect(await client.agents.create({ name: 'Ann' })).toEqual({ id: 'a' })
    expect(seen).toHaveLength(2)
  })

  it('is repeated when it never left this machine', async () => {
    let tries = 0
    const refused = Object.assign(new TypeError('fetch failed'), {
      cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' }),
    })
    const fetch = () => {
      tries += 1
      return tries < 3 ? Promise.reject(refused) : Promise.resolve(new Response('{"success":true}'))
    }
    const client = createClient({ apiKey, fetch, ...hurried() })
    expect(await client.agents.dial('a', { number: '+49301' })).toEqual({ success: true })
    expect(tries).toBe(3)
  })
})

describe('dial', () => {
  it.each([408, 409, 425, 429, 500, 502, 503, 504])(
    'is sent once, even after a %d, with retries asked for',
    async (status) => {
      const { client, seen } = await serve([json(status, {}, { 'retry-after': '1' })], hurried())
      const error = await rejection(client.agents.dial('a', { number: '+49301' }, { retries: 5 }))
      expect(error).toMatchObject({ _tag: 'RefusedError', status })
      expect(seen).toHaveLength(1)
    },
  )
})

describe('a request that may be repeated', () => {
  it('is every GET and DELETE, and the minting of a token', () => {
    const others = repeatable.filter(({ endpoint: { method } }) => method !== 'GET' && method !== 'DELETE')
    expect(others.map(({ name }) => name)).toEqual(['session.generateToken'])
    expect([repeatable.length, writing.length]).toEqual([19, 10])
  })

  /** A recording that has begun is not begun again, and the body of a deletion is not read. */
  const faultsOf = ({ endpoint: { response } }: Operation) =>
    Object.entries(faults).flatMap(([name, fault]) =>
      name === 'a 409' || (name === 'a cut body' && typeof response === 'string') ? [] : [fault],
    )
  const cases = fc.sample(
    fc
      .constantFrom(...repeatable)
      .chain((operation) =>
        fc.tuple(fc.constant(operation), fc.array(fc.constantFrom(...faultsOf(operation)), { maxLength: 2 })),
      ),
    { numRuns: 1_000, seed: 11 },
  )

  it('survives two faults in 1,000 of 1,000 calls, with no request more than it takes', async () => {
    const requests = new Map<number, number>()
    const { baseUrl } = await serve([
      (request, response, body) => {
        const number = Number(request.headers['x-case'])
        const made = requests.get(number) ?? 0
        requests.set(number, made + 1)
        const [operation, bad] = cases[number] ?? []
        const answer = bad?.[made] ?? (operation && succeed(operation))
        answer?.(request, response, body)
      },
    ])
    await inTens([...cases.entries()], async ([number, [{ call }]]) => {
      // A client of its own: one has only so many retries to give.
      const client = createClient({ apiKey, baseUrl, ...hurried() })
      const answer = await call(client, { headers: { 'x-case': String(number) } })
      if (answer instanceof ReadableStream) await answer.cancel()
      expect(answer).toBeDefined()
    })
    expect([...requests].sort(([one], [other]) => one - other)).toEqual(
      cases.map(([, bad], number) => [number, bad.length + 1]),
    )
    expect(Math.max(...requests.values())).toBe(3)
  })

  it('is not repeated after a conflict', async () => {
    const { client, seen } = await serve([json(409, {})], hurried())
    await rejection(client.agents.list())
    expect(seen).toHaveLength(1)
  })
})

describe('a deletion', () => {
  it('that finds nothing any more at its second try was done', async () => {
    const { client, seen } = await serve([reset, json(404, { error: 'agent not found' })], hurried())
    expect(await client.agents.delete('a')).toEqual({ alreadyGone: true })
    expect(seen).toHaveLength(2)
  })

  it('that finds nothing at its first try is refused', async () => {
    const { client } = await serve([json(404, { error: 'agent not found' })], hurried())
    expect(await rejection(client.agents.delete('a'))).toMatchObject({ _tag: 'RefusedError', status: 404 })
  })

  it('that is done at once was not gone before', async () => {
    const { client } = await serve([reset, empty], hurried())
    expect(await client.sipTrunks.deleteAssignment('a')).toEqual({ alreadyGone: false })
  })
})
