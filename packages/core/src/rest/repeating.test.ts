import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as fc from 'fast-check'
import { everyMethod } from '../../test/rest/every-method.ts'
import { hurriedClock, longTimeoutMs } from '../../test/rest/hurried-clock.ts'
import { rejection } from '../../test/rest/rejection.ts'
import {
  apiKey,
  closeServers,
  cut,
  empty,
  hangUp,
  json,
  reset,
  serve,
  type Answer,
} from '../../test/rest/serve.ts'
import { createClient } from './client.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(60_000)

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

const writing = everyMethod.filter(({ endpoint }) => !endpoint.repeatable)
const reading = everyMethod.filter(({ endpoint }) => endpoint.method === 'GET')

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
    'is carried out once in 170 times, and says so, after %s',
    async (_name, fault) => {
      const { client, seen } = await serve([fault], hurried())
      const calls = writing.flatMap((operation) => Array.from({ length: 17 }, () => operation))
      const errors = await inTens(calls, ({ call }) => rejection(call(client)))
      expect(seen).toHaveLength(calls.length)
      expect(new Set(errors.map(({ outcome }) => outcome))).toEqual(new Set(['unknown']))
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
      expect(error).toMatchObject({ _tag: 'Refused', status })
      expect(seen).toHaveLength(1)
    },
  )
})

describe('a request that reads', () => {
  const faulty = Object.entries(faults).flatMap(([name, fault]) => (name === 'a 409' ? [] : [fault]))
  const operations = reading.filter(({ endpoint }) => endpoint.response !== 'stream')
  const cases = fc.sample(
    fc.tuple(fc.constantFrom(...operations), fc.array(fc.constantFrom(...faulty), { maxLength: 2 })),
    { numRuns: 1_000, seed: 11 },
  )

  it('survives two faults in 1,000 of 1,000 cases, with three requests at most', async () => {
    const requests = new Map<number, number>()
    const answer: Answer = (request, response, body) => {
      const number = Number(request.headers['x-case'])
      const made = requests.get(number) ?? 0
      requests.set(number, made + 1)
      const found = cases[number]?.[1][made] ?? json(404, { error: 'found nothing' })
      found(request, response, body)
    }
    const { baseUrl } = await serve([answer])
    const run = async (number: number) => {
      const [operation, bad] = cases[number] ?? []
      // A client of its own: one has only so many retries to give.
      const client = createClient({ apiKey, baseUrl, ...hurried() })
      const error = await rejection(
        operation?.call(client, { headers: { 'x-case': String(number) } }) ?? Promise.resolve(),
      )
      expect(error).toMatchObject({ status: 404, reason: 'found nothing' })
      expect(requests.get(number)).toBe((bad?.length ?? 0) + 1)
    }
    await inTens([...cases.keys()], run)
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
    expect(await rejection(client.agents.delete('a'))).toMatchObject({ _tag: 'Refused', status: 404 })
  })

  it('that is done at once was not gone before', async () => {
    const { client } = await serve([reset, empty], hurried())
    expect(await client.sipTrunks.deleteAssignment('a')).toEqual({ alreadyGone: false })
  })
})
