import { createClock } from '@sinonjs/fake-timers'
import { closeServers, json, serve } from '../../test/rest/serve.ts'
import { RefusedError } from '../errors.ts'
import {
  createCallerLimit,
  sessionTokenHandler,
  type PageParameters,
  type SessionTokenHandlerOptions,
} from './session-token-handler.ts'

afterEach(closeServers)

const address = 'https://shop.example/api/session-token'
const grant = { caller: 'ann', agent_id: 'agent' }

type Asked = Readonly<Record<string, unknown>>

const open = (options: Partial<SessionTokenHandlerOptions> = {}, answer: unknown = { token: 'jwt' }) => {
  const asked: Asked[] = []
  const errors: unknown[] = []
  const generateToken = (input: Asked) => {
    asked.push(input)
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as { token: string })
  }
  const handler = sessionTokenHandler({
    client: { session: { generateToken } },
    authorize: () => grant,
    onError: (error) => errors.push(error),
    ...options,
  })
  return { handler, asked, errors }
}

const post = (body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
  new Request(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })

const read = async (response: Response) => [response.status, await response.json()] as const

describe('sessionTokenHandler', () => {
  it('answers a token for the agent that authorize permits', async () => {
    const { handler, asked } = open()
    const response = await handler(post())
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await read(response)).toEqual([200, { token: 'jwt' }])
    expect(asked).toEqual([{ agent_id: 'agent' }])
  })

  it('mints with the client of this package, and shows neither its key nor another field of the platform', async () => {
    const { client, seen } = await serve([json(200, { token: 'jwt', debug: 'internal' })])
    const handler = sessionTokenHandler({ client, authorize: () => grant })
    expect(await read(await handler(post({})))).toEqual([200, { token: 'jwt' }])
    expect(seen.map(({ url, body }) => [url, body])).toEqual([
      ['/v1/session-token', JSON.stringify({ agent_id: 'agent' })],
    ])
  })

  it('has the fields of a WebRTC session', async () => {
    const session = { token: 'jwt', room: 'r', identity: 'i', url: 'wss://media.example', webrtc_token: 'w' }
    const { handler } = open({ parameters: ['transport'] }, session)
    expect(await read(await handler(post({ transport: 'webrtc' })))).toEqual([200, session])
  })

  it('passes the request and the parameters of the page to authorize', async () => {
    const seen: [string | null, PageParameters][] = []
    const { handler, asked } = open({
      parameters: ['variables', 'first_message'],
      authorize: (request, parameters) => {
        seen.push([request.headers.get('cookie'), parameters])
        return { ...grant, first_message: 'Hello Ann' }
      },
    })
    const variables = [{ key: 'plan', value: 'gold' }]
    await handler(
      post({ agent_id: 'other', variables, first_message: 'Say yes' }, { authorization: 'Bearer s' }),
    )
    expect(seen).toEqual([[null, { agent_id: 'other', variables, first_message: 'Say yes' }]])
    // The server has the last word.
    expect(asked).toEqual([{ agent_id: 'agent', variables, first_message: 'Hello Ann' }])
  })

  it.each([
    [{ prompt: 'Give a refund' }, 'prompt: this server does not let a page choose it'],
    [{ first_message: 'Hi' }, 'first_message: this server does not let a page choose it'],
    [{ ['x'.repeat(500)]: 1 }, `${'x'.repeat(64)}: this server does not let a page choose it`],
    [JSON.parse('{"__proto__":{"prompt":"x"}}'), '__proto__: this server does not let a page choose it'],
    [{ agent_id: 7 }, 'agent_id: expected a string that is not empty, got a number'],
    [{ variables: [{ key: 'a', value: 1 }] }, 'variables.0.value: expected string, got a number'],
    ['[]', 'the body is not a JSON object'],
    ['null', 'the body is not a JSON object'],
    ['{"a":', 'the body is not JSON'],
    ['x'.repeat(65_537), 'the body is larger than 65536 bytes'],
  ])('refuses what a page may not send (%#)', async (body, error) => {
    const { handler, asked } = open({ parameters: ['variables'] })
    expect(await read(await handler(post(body)))).toEqual([400, { error }])
    expect(asked).toEqual([])
  })

  it('lets no option allow the prompt', () => {
    for (const name of ['prompt', 'agent_id', 'first_mesage'])
      expect(() => open({ parameters: [name as 'variables'] })).toThrow(
        expect.objectContaining({ _tag: 'InvalidArgumentError', field: 'parameters' }) as Error,
      )
  })

  it.each([undefined, {}, { session: {} }])('needs a client when it is made, not %j', (client) => {
    expect(() => open({ client: client as never })).toThrow(
      expect.objectContaining({
        _tag: 'InvalidArgumentError',
        message: 'client: must be a client, as of createClient',
      }) as Error,
    )
  })

  it('refuses a misspelt option', () => {
    expect(() => open({ parameter: ['first_message'] } as object)).toThrow(
      'parameter: must be left out: there are only client, authorize, parameters, origins, limit, onError',
    )
  })

  it('needs authorize', () => {
    expect(() => open({ authorize: undefined as never })).toThrow(/authorize: must be a function/)
  })

  it('refuses a caller that authorize does not accept', async () => {
    const { handler, asked } = open({ authorize: () => Promise.resolve(undefined) })
    expect(await read(await handler(post()))).toEqual([403, { error: 'you may not call this agent' }])
    expect(asked).toEqual([])
  })

  it.each([null, false, '', 0])('refuses a caller for whom authorize returns %p', async (nothing) => {
    const { handler, asked } = open({ authorize: () => nothing as never })
    expect(await read(await handler(post({ agent_id: 'other' })))).toEqual([
      403,
      { error: 'you may not call this agent' },
    ])
    expect(asked).toEqual([])
  })

  it.each([true, {}, { caller: 'ann' }, { agent_id: 'agent' }, new Response()])(
    'mints nothing for a permission without a caller and an agent (%#)',
    async (permission) => {
      const { handler, asked, errors } = open({ authorize: () => permission as never })
      expect(await read(await handler(post({ agent_id: 'other' })))).toEqual([
        500,
        { error: 'no token could be made' },
      ])
      expect(errors).toMatchObject([
        {
          message: expect.stringMatching(
            /^authorize: must return a permission with caller and agent_id/,
          ) as string,
        },
      ])
      expect(asked).toEqual([])
    },
  )

  it.each(['GET', 'PUT', 'DELETE'])('refuses %s', async (method) => {
    const response = await open().handler(new Request(address, { method }))
    expect(response.headers.get('allow')).toBe('POST')
    expect((await read(response))[0]).toBe(405)
  })

  it('refuses a form', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])
      expect((await read(await open().handler(post('{}', { 'content-type': type }))))[0]).toBe(415)
  })
})

describe('the origin check', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ 'sec-fetch-site': 'none' }, 200],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site', origin: 'https://evil.shop.example' }, 403],
    // A header that only the browser can set counts more.
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://shop.example' }, 403],
    [{ origin: 'https://shop.example' }, 200],
    [{ origin: 'https://shop.example:8443' }, 403],
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    // Behind a proxy the host is that of the header.
    [{ origin: 'https://www.example', host: 'www.example' }, 200],
    [{ origin: 'https://app.example' }, 200],
    [{ origin: 'https://app.example', 'sec-fetch-site': 'cross-site' }, 200],
    [{ origin: 'https://app.example.evil' }, 403],
    [{}, 200],
  ])('of %j is answered with %i', async (headers, status) => {
    const { handler, asked } = open({ origins: ['https://app.example'] })
    const response = await handler(post({}, headers))
    expect(response.status).toBe(status)
    expect(asked).toHaveLength(status === 200 ? 1 : 0)
  })

  it('answers the preflight of an origin that is trusted, and of no other', async () => {
    const { handler, asked } = open({ origins: ['https://app.example'] })
    const preflight = (origin: string) =>
      handler(
        new Request(address, { method: 'OPTIONS', headers: { origin, 'sec-fetch-site': 'cross-site' } }),
      )
    const trusted = await preflight('https://app.example')
    expect(trusted.status).toBe(204)
    expect(trusted.headers.get('access-control-allow-origin')).toBe('https://app.example')
    const other = await preflight('https://evil.example')
    expect(other.status).toBe(403)
    expect(other.headers.get('access-control-allow-origin')).toBeNull()
    expect(asked).toEqual([])
  })
})

describe('the limit', () => {
  it('refuses a caller with 429 and the seconds to wait', async () => {
    const clock = createClock()
    const limit = createCallerLimit({ most: 2, withinMs: 60_000, clock })
    const { handler, asked } = open({
      limit,
      authorize: ({ headers }) => ({ ...grant, caller: headers.get('x') ?? '' }),
    })
    const askAs = (caller: string) => handler(post({}, { x: caller }))
    expect([(await askAs('ann')).status, (await askAs('ann')).status]).toEqual([200, 200])
    await clock.tickAsync(20_500)
    const refused = await askAs('ann')
    expect(refused.headers.get('retry-after')).toBe('40')
    expect(await read(refused)).toEqual([429, { error: 'too many calls: try again later' }])
    expect((await askAs('bob')).status).toBe(200)
    await clock.tickAsync(39_500)
    expect((await askAs('ann')).status).toBe(200)
    expect(asked).toHaveLength(4)
  })

  it('is 10 in a minute without an option', async () => {
    const { handler } = open()
    const statuses = await Promise.all(Array.from({ length: 11 }, async () => (await handler(post())).status))
    expect(statuses.filter((status) => status === 200)).toHaveLength(10)
  })

  it('can be one of the server', async () => {
    const { handler } = open({ limit: { take: (caller) => Promise.resolve(caller === 'ann' ? 5_000 : 0) } })
    expect((await handler(post())).headers.get('retry-after')).toBe('5')
  })

  it('remembers a bounded number of callers', async () => {
    const limit = createCallerLimit({ most: 1, clock: createClock() })
    for (let caller = 0; caller <= 10_000; caller += 1) expect(await limit.take(String(caller))).toBe(0)
    expect(await limit.take('10000')).toBeGreaterThan(0)
    // Forgotten, because it began first.
    expect(await limit.take('0')).toBe(0)
  })

  it.each([{ most: 0 }, { withinMs: -1 }, { most: Number.NaN }])('refuses %j', (options) => {
    expect(() => createCallerLimit(options)).toThrow(/must be above 0/)
  })
})

describe('a failure', () => {
  it.each([
    [new RefusedError(401, 'the key vk_live_secret is unknown'), 500, null],
    [new RefusedError(503, 'database db-7 is down', 7_000), 503, '7'],
    [new RefusedError(500, 'x'), 503, '1'],
    [new Error('password of the vault'), 500, null],
  ])('of the platform is one line without its text (%#)', async (failure, status, retryAfter) => {
    const { handler, errors } = open({}, failure)
    const response = await handler(post())
    expect(response.headers.get('retry-after')).toBe(retryAfter)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const [got, body] = await read(response)
    expect(got).toBe(status)
    expect(JSON.stringify(body)).toMatch(/^\{"error":"no token could be made[^"]*"\}$/)
    expect(errors).toEqual([failure])
  })

  it('of authorize is one line without its text', async () => {
    const failure = new Error('SELECT * FROM users')
    const { handler, errors } = open({ authorize: () => Promise.reject(failure) })
    expect(await read(await handler(post()))).toEqual([500, { error: 'no token could be made' }])
    expect(errors).toEqual([failure])
  })
})
