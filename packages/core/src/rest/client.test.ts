import { inspect } from 'node:util'
import { createClock } from '@sinonjs/fake-timers'
import * as E from 'fp-ts/Either'
import type { Clock } from '../clock.ts'
import { openHttp } from '../../test/line.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { apiKey, closeServers, empty, json, reset, serve } from '../../test/rest/serve.ts'
import { createClient as createFpClient } from '../fp.ts'
import { type ClientOptions, createClient } from './client.ts'

afterEach(closeServers)

/** Lets what waits between tries pass at once, and no deadline. */
const impatient: Clock = {
  performance,
  setTimeout: (callback, ms) => (ms < 30_000 ? setImmediate(callback) : undefined),
  clearTimeout: () => undefined,
}

describe('createClient', () => {
  it('mints a session token', async () => {
    const { client, seen } = await serve([json(200, { token: 'jwt' })])
    expect(await client.session.generateToken({ agent_id: 'agent-1', first_message: 'Hello' })).toEqual({
      token: 'jwt',
    })
    expect(seen).toMatchObject([
      {
        method: 'POST',
        url: '/v1/session-token',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        body: '{"agent_id":"agent-1","first_message":"Hello"}',
      },
    ])
  })

  it('makes one segment of an id, whatever is in it', async () => {
    const { client, seen } = await serve([json(200, {})])
    await client.agents.getVersion('a/../b?c#d', 'é 2').catch(() => undefined)
    expect(seen[0]?.url).toBe('/v1/agents/a%2F..%2Fb%3Fc%23d/versions/%C3%A9%202')
  })

  it.each([
    '',
    '.',
    '..',
    '%2e%2E',
    'a\r\nb',
    '\0',
    '\ud800',
    'x'.repeat(257),
    undefined as never,
    7 as never,
  ])('sends nothing for the id %j', async (id) => {
    const { client, seen } = await serve([json(200, {})])
    expect(await rejection(client.agents.get(id))).toMatchObject({
      _tag: 'InvalidArgumentError',
      field: 'id',
    })
    expect(seen).toEqual([])
  })

  it('writes a query', async () => {
    const page = {
      calls: [],
      pagination: { page: 2, page_size: 5, total: 0, total_pages: 0, has_next: false, has_prev: true },
    }
    const { client, seen } = await serve([json(200, page)])
    expect(await client.calls.list({ page: 2, page_size: 5, outbound: true, search: 'a b' })).toEqual(page)
    expect(seen[0]?.url).toBe('/v1/calls?page=2&page_size=5&outbound=true&search=a+b')
    await client.calls.list()
    expect(seen[1]?.url).toBe('/v1/calls')
  })

  it('refuses input that is not as documented, naming the field', async () => {
    const { client, seen } = await serve([json(200, {})])
    const wrong = client.agents.create({ name: 'x', voice_settings: { provider: 'me' as never } })
    expect(await rejection(wrong)).toMatchObject({
      _tag: 'InvalidArgumentError',
      message: expect.stringContaining('voice_settings.provider') as string,
    })
    expect(seen).toEqual([])
  })

  it('keeps words of a newer platform, and reads null as absent', async () => {
    const { client } = await serve([json(200, { id: 'c', status: 'on_hold', summary: null, added: [1] })])
    expect(await client.calls.get('c')).toEqual({ id: 'c', status: 'on_hold', added: [1] })
  })

  it('streams a recording', async () => {
    const { client } = await serve([(_request, response) => response.end(Buffer.from([1, 2, 3]))])
    const stream = await client.calls.downloadRecording('c')
    expect(new Uint8Array(await new Response(stream).arrayBuffer())).toEqual(Uint8Array.of(1, 2, 3))
  })

  it('deletes', async () => {
    const { client, seen } = await serve([empty])
    expect(await client.agents.delete('a')).toEqual({ alreadyGone: false })
    expect(seen[0]?.method).toBe('DELETE')
  })

  it('takes the key from a function, anew for each try', async () => {
    let n = 0
    const keys = () => Promise.resolve(`key-${String((n += 1))}`)
    const { client, seen } = await serve([json(200, [])], { apiKey: keys })
    await client.agents.list()
    await client.agents.list()
    expect(seen.map(({ headers }) => headers.authorization)).toEqual(['Bearer key-1', 'Bearer key-2'])
  })
})

describe('a failed request', () => {
  it.each([400, 401, 403, 404, 409])('is a RefusedError with %d, in the platform’s words', async (status) => {
    const { client, seen } = await serve([json(status, { error: 'no such agent' })])
    expect(await rejection(client.agents.get('a'))).toMatchObject({
      _tag: 'RefusedError',
      status,
      reason: 'no such agent',
    })
    expect(seen).toHaveLength(1)
  })

  it.each([408, 429, 500, 502, 503, 504])(
    'is tried three times when it reads and is refused with %d',
    async (status) => {
      const { client, seen } = await serve([json(status, {})], { clock: impatient })
      expect(await rejection(client.agents.get('a'))).toMatchObject({ _tag: 'RefusedError', status })
      expect(seen).toHaveLength(3)
    },
  )

  it('is forgotten when a later try succeeds', async () => {
    const { client } = await serve([json(503, {}), json(200, [])], { clock: impatient })
    expect(await client.agents.list()).toEqual([])
  })

  it.each([
    ['a reset', reset, { _tag: 'UnreachableError', delivery: 'unknown' }],
    ['500', json(500, {}), { _tag: 'RefusedError', status: 500 }],
    ['409', json(409, {}), { _tag: 'RefusedError', status: 409 }],
  ])('is not repeated when a telephone may have rung: %s', async (_name, answer, error) => {
    const { client, seen } = await serve([answer], { clock: impatient })
    expect(await rejection(client.agents.dial('a', { number: '+4912345' }))).toMatchObject(error)
    expect(seen).toHaveLength(1)
    expect(seen[0]?.url).toBe('/v1/agents/a/dial?number=%2B4912345')
  })

  it('is repeated when it minted a token, which does no harm', async () => {
    const { client, seen } = await serve([reset, json(200, { token: 'jwt' })], { clock: impatient })
    expect(await client.session.generateToken({ agent_id: 'a' })).toEqual({ token: 'jwt' })
    expect(seen).toHaveLength(2)
  })

  it('waits no longer than a minute for a server that asks for more', async () => {
    const { client, seen } = await serve([json(429, {}, { 'retry-after': '3000000' })], {
      clock: impatient,
    })
    expect(await rejection(client.agents.list())).toMatchObject({
      _tag: 'RefusedError',
      retryAfterMs: 3_000_000_000,
    })
    expect(seen).toHaveLength(1)
  })

  it('follows no redirect, and sends nothing to the other host', async () => {
    const other = await serve([json(200, [])])
    const { client } = await serve([json(307, {}, { location: `${other.baseUrl}/v1/agents` })])
    expect(await rejection(client.agents.create({ name: 'x' }))).toMatchObject({
      _tag: 'RedirectedError',
      status: 307,
      targetOrigin: other.baseUrl,
    })
    expect(other.seen).toEqual([])
  })

  it.each([
    ['<html>', 'the body (of no type) is not JSON'],
    ['{"id":7}', 'id: expected string, got a number'],
  ])('says what is wrong with the answer %s', async (body, issue) => {
    const { client } = await serve([(_request, response) => response.end(body)])
    expect(await rejection(client.agents.get('a'))).toMatchObject({
      _tag: 'InvalidResponseError',
      issues: [issue],
    })
  })

  it('stops with its signal, while it waits between tries, too, and leaves nothing behind', async () => {
    const clock = createClock()
    const abort = new AbortController()
    const { client, seen } = await serve([json(503, {})], { clock })
    const failed = rejection(client.agents.list({ signal: abort.signal }))
    while (clock.countTimers() !== 1 || seen.length === 0)
      await new Promise((resolve) => setImmediate(resolve))
    abort.abort('enough')
    expect(await failed).toMatchObject({ _tag: 'AbortedError', cause: 'enough' })
    expect(clock.countTimers()).toBe(0)
  })

  it('says when nobody is there that nothing was sent', async () => {
    const { baseUrl, close } = await openHttp((_request, response) => response.end())
    await close()
    const client = createClient({ apiKey, baseUrl, retries: 0 })
    expect(await rejection(client.agents.dial('a'))).toMatchObject({
      _tag: 'UnreachableError',
      origin: baseUrl,
      delivery: 'not-sent',
      code: 'ECONNREFUSED',
    })
  })

  it('shows the key nowhere', async () => {
    const { client } = await serve([json(401, { error: 'who are you' })])
    const error = await rejection(client.agents.list())
    for (const thing of [error, client]) {
      expect(inspect(thing, { depth: Infinity, showHidden: true })).not.toContain('canary')
      expect(JSON.stringify(thing)).not.toContain('canary')
    }
  })
})

describe('the options of a client', () => {
  it.each([
    [{ apiKey: '' }, 'apiKey: must be your organization API key'],
    [{ apiKey: 'two words' }, 'apiKey: must be'],
    [{ apiKey: 'line\nbreak' }, 'apiKey: must be'],
    [{ apiKey, baseUrl: 'ftp://x' }, 'baseUrl: must begin with https'],
    [{ apiKey, timeoutMs: 0 }, 'timeoutMs: must be a whole number from 1 to 2147483647'],
    [{ apiKey, retries: -1 }, 'retries: must be a whole number from 0 to 2147483647'],
    [undefined, 'apiKey: must be your organization API key'],
    ['sk_live_1', 'options: must be an object'],
  ])('that cannot work are refused (%#)', (options, message) => {
    expect(() => createClient(options as ClientOptions)).toThrow(message)
  })

  it('never quotes a key', () => {
    const attempt = () => createClient({ apiKey: 'canary key' })
    expect(attempt).toThrow()
    expect(attempt).not.toThrow(/canary/)
  })
})

describe('the fp-ts face', () => {
  it('does nothing until it is run, and returns failures as values', async () => {
    const { baseUrl, seen } = await serve([json(404, { error: 'gone' }), json(200, [])])
    const client = createFpClient({ apiKey, baseUrl })
    const task = client.agents.list()
    expect(seen).toEqual([])
    expect(await task()).toMatchObject(E.left({ _tag: 'RefusedError', status: 404 }))
    expect(await task()).toEqual(E.right([]))
  })
})
