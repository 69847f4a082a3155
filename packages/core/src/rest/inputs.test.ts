import * as fc from 'fast-check'
import { everyMethod, secrets } from '../../test/rest/every-method.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { apiKey, closeServers, empty, json, serve } from '../../test/rest/serve.ts'
import { type Client, createClient } from './client.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

afterEach(closeServers)

/** Calls with input as somebody without a type checker would. */
const refused = async (call: (client: Client) => Promise<unknown>) => {
  const { client, seen } = await serve([json(200, {})])
  const error = await rejection(call(client))
  expect(seen).toEqual([])
  return error
}

describe('a request', () => {
  const written = everyMethod.filter(
    ({ endpoint }) => endpoint.body !== undefined || endpoint.query !== undefined,
  )

  it.each(written)(
    'of $name takes no field that is not documented',
    async ({ callWith, endpoint, sample }) => {
      const place = endpoint.query === undefined ? 'input' : 'query'
      const strange = [...sample.slice(0, -1), { ...(sample.at(-1) as object), first_mesage: 'canary' }]
      const error = await refused((client) => callWith(client, strange))
      expect(error).toMatchObject({ _tag: 'InvalidArgumentError', field: `${place}.first_mesage` })
      expect(error.message).toContain('must be left out: there are only ')
      expect(error.message).not.toContain('canary')
    },
  )

  it.each([
    [{ voice_settings: { provider: 'elevenlabs', pitch: 1 } }, 'input.voice_settings.pitch'],
    [{ vad_settings: { start_secs: Number.NaN } }, 'input.vad_settings.start_secs'],
    [{ first_message_interruption_time: Infinity }, 'input.first_message_interruption_time'],
    [{ ['x'.repeat(500)]: 1 }, `input.${'x'.repeat(64)}`],
    [{ toString: 'x' }, 'input.toString'],
    [JSON.parse('{"__proto__":{"name":"x"}}') as object, 'input.__proto__'],
  ])('names the field that is wrong (%#)', async (patch, field) => {
    expect(await refused((client) => client.agents.update('a', patch))).toMatchObject({
      _tag: 'InvalidArgumentError',
      field,
    })
  })

  it('looks into lists', async () => {
    const transforms = [
      { type: 'replace', value: 'a' },
      { type: 'replace', values: 'b' },
    ] as never
    expect(
      await refused((client) => client.sipTrunks.update('t', { caller_id_transforms: transforms })),
    ).toMatchObject({
      field: 'input.caller_id_transforms.1.values',
    })
  })

  it.each([
    [{ pbx: 'mitel' }, 'pbx'],
    [{ caller_id_transforms: [{ type: 'reverse' }] }, 'caller_id_transforms.0.type'],
  ])('takes no word that is not known today (%#)', async (patch, field) => {
    const error = await refused((client) => client.sipTrunks.update('t', patch as never))
    expect(error.message).toContain(`${field}: expected `)
  })

  it.each([undefined, null, 'x', 7, [], () => 1])('has to be an object (%p)', async (input) => {
    expect(await refused((client) => client.agents.create(input as never))).toMatchObject({
      _tag: 'InvalidArgumentError',
    })
  })

  it('never quotes what it refuses', async () => {
    const wrong = { inbound_sip_password: [secrets.password], pbx: secrets.password } as never
    const error = await refused((client) => client.sipTrunks.update('t', wrong))
    expect(JSON.stringify(error)).not.toContain(secrets.password)
  })

  it('sends null where it clears', async () => {
    const { client, seen } = await serve([json(200, {})])
    await client.agents.update('a', { phone_number_id: null })
    await client.sipTrunks.update('t', { inbound_auth_type: null })
    expect(seen.map(({ body }) => body)).toEqual(['{"phone_number_id":null}', '{"inbound_auth_type":null}'])
  })

  it('of dial has all six parameters', async () => {
    const { client, seen } = await serve([json(200, { success: true })])
    const query = {
      number: '+49301',
      destination: '+49301',
      sipTrunkId: 't',
      callerId: 'me',
      firstMessage: 'Hello & "welcome"\r\nX-Evil: 1',
      prompt: 'a=b&c',
    }
    await client.agents.dial('a', query)
    expect(seen[0]?.body).toBe('')
    expect(Object.fromEntries(new URL(seen[0]?.url ?? '', 'http://x').searchParams)).toEqual(query)
  })

  it('of dial sends variables as a body beside the query', async () => {
    const { client, seen } = await serve([json(200, { success: true })])
    const variables = [{ key: 'name', value: 'Ann' }]
    await client.agents.dial('a', { number: '+49301', variables })
    expect(seen[0]).toMatchObject({
      url: '/v1/agents/a/dial?number=%2B49301',
      body: JSON.stringify({ variables }),
      headers: { 'content-type': 'application/json' },
    })
  })

  it('of dial names a variable that is wrong', async () => {
    const variables = [{ key: 'name', value: 7 }] as never
    const error = await refused((client) => client.agents.dial('a', { number: '+49301', variables }))
    expect(error.message).toContain('variables.0.value: expected string')
  })

  it.each([
    [{ page: 1.5 }, 'page'],
    [{ page: 0 }, 'page'],
    [{ page_size: 101 }, 'page_size'],
    [{ page: Number.NaN }, 'page'],
  ])('of calls takes no number that is not documented (%#)', async (query, field) => {
    const error = await refused((client) => client.calls.list(query))
    expect(error).toMatchObject({ _tag: 'InvalidArgumentError', field: 'query' })
    expect(error.message).toContain(`${field}: expected a whole number from 1`)
  })

  it('of a session token has all eight fields', async () => {
    const { client, seen } = await serve([json(200, { token: 'jwt' })])
    const input = {
      agent_id: 'a',
      version_id: 'v',
      chat_id: 'c',
      transport: 'webrtc',
      first_message: 'Hello',
      prompt: 'p',
      chat: true,
      variables: [{ key: 'name', value: 'Ann' }],
    } as const
    await client.session.generateToken(input)
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(input)
  })
})

describe('the options of a request', () => {
  it.each(everyMethod)('are taken by $name', async ({ call, endpoint }) => {
    const { client, seen } = await serve([endpoint.success === 204 ? empty : json(503, {})])
    await call(client, {
      headers: { 'x-trace': '7' },
      retries: 0,
      timeoutMs: 5_000,
      signal: undefined,
    }).catch(() => 0)
    expect(seen).toHaveLength(1)
    expect(seen[0]?.headers).toMatchObject({ 'x-trace': '7', authorization: `Bearer ${apiKey}` })
    const stopped = rejection(call(client, { signal: AbortSignal.abort('enough') }))
    expect(await stopped).toMatchObject({ _tag: 'AbortedError', delivery: 'not-sent' })
    expect(seen).toHaveLength(1)
  })

  it.each([
    [{ timeoutMs: 0 }, 'options.timeoutMs'],
    [{ timeoutMs: Number.NaN }, 'options.timeoutMs'],
    [{ timeoutMs: 2 ** 31 }, 'options.timeoutMs'],
    [{ retries: -1 }, 'options.retries'],
    [{ retries: 0.5 }, 'options.retries'],
    [{ signal: {} }, 'options.signal'],
    [{ retry: 3 }, 'options.retry'],
    ['signal', 'options'],
    [{ headers: new Headers({ a: 'b' }) }, 'headers'],
    [{ headers: [['a', 'b']] }, 'headers'],
  ])('that cannot be kept are refused (%#)', async (options, field) => {
    expect(await refused((client) => client.agents.list(options as never))).toMatchObject({
      _tag: 'InvalidArgumentError',
      field,
    })
  })

  it('are at the end', async () => {
    const error = await refused((client) => client.agents.list(...([{}, { retries: 0 }] as unknown as [])))
    expect(error).toMatchObject({ _tag: 'InvalidArgumentError', field: 'arguments' })
  })
})

describe('a header', () => {
  const evil = [
    'a\r\nX-Evil: canary',
    'canary\n',
    '\rcanary',
    'canary\0',
    'canary€',
    'canary\u2028',
    'canary\u007f',
  ]

  describe.each(['x-trace', 'User-Agent'])('%s', (name) => {
    it.each([...evil, 7, null])('with the value %j is refused, and not quoted', async (value) => {
      const error = await refused((client) => client.agents.list({ headers: { [name]: value as string } }))
      expect(error).toMatchObject({ _tag: 'InvalidArgumentError', field: 'headers' })
      expect(error.message).toContain(name)
      expect(error.message).not.toContain('canary')
    })
  })

  it.each(['x y', 'x\r\ny', 'x\r\nX-Evil: 1', '', 'x:', 'é', 'x\0'])(
    'with the name %j is refused',
    async (name) => {
      expect(await refused((client) => client.agents.list({ headers: { [name]: 'v' } }))).toMatchObject({
        field: 'headers',
      })
    },
  )

  it.each([
    'Accept',
    'Authorization',
    'authorization',
    'Connection',
    'Content-Length',
    'Content-Type',
    'Cookie',
    'Host',
    'Transfer-Encoding',
  ])('that is set for you, as %s is, is refused', async (name) => {
    const error = await refused((client) => client.agents.list({ headers: { [name]: 'canary' } }))
    expect(error.message).toBe(`headers: must not set ${name}, which is set for you`)
  })

  it('may be Latin-1', async () => {
    const { client, seen } = await serve([json(200, [])])
    await client.agents.list({ headers: { 'X-Name': 'José' } })
    expect(Buffer.from(seen[0]?.headers['x-name'] as string, 'latin1').toString('latin1')).toBe('José')
  })

  it('is the only one that it adds, whatever is in it, or is refused before anything is sent', async () => {
    const { client, seen } = await serve([json(200, [])])
    await client.agents.list()
    const usual = Object.keys(seen[0]?.headers ?? {}).sort()
    expect(usual).toEqual([
      'accept',
      'accept-encoding',
      'accept-language',
      'authorization',
      'connection',
      'host',
      'sec-fetch-mode',
      'user-agent',
    ])
    const text = (parts: readonly string[]) =>
      fc.array(fc.oneof(fc.constantFrom(...parts), fc.string({ unit: 'binary', maxLength: 2 })), {
        maxLength: 4,
      })
    const name = text(['x', '-', 'host', 'cookie']).map((parts) => `x-${parts.join('')}`)
    const value = text(['a', ' ', '\r\n', '\n', '\0', 'X-Evil: 1', 'é', '€']).map((parts) => parts.join(''))
    await fc.assert(
      fc.asyncProperty(name, value, async (header, content) => {
        const before = seen.length
        const error = await client.agents.list({ headers: { [header]: content } }).then(
          () => undefined,
          (reason: unknown) => reason,
        )
        if (error !== undefined) {
          expect(error).toMatchObject({ _tag: 'InvalidArgumentError' })
          expect(seen).toHaveLength(before)
          return
        }
        const { headers = {} } = seen.at(-1) ?? {}
        expect(Object.keys(headers).sort()).toEqual([...usual, header.toLowerCase()].sort())
        // Fetch leaves out the white space around a value.
        expect(headers[header.toLowerCase()]).toBe(content.replaceAll(/^[\t ]+|[\t ]+$/g, ''))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a value of a query or a body', () => {
  const nasty = [
    'a\r\nX-Evil: 1',
    'a\0b',
    'é€',
    '&number=%2B1',
    '#x',
    '"}\r\n\r\nGET / HTTP/1.1\r\n',
    '\ud800',
  ]

  it.each(nasty)('arrives as it is, and nothing else with it (%j)', async (value) => {
    const { client, seen } = await serve([json(200, { success: true }), json(201, { id: 'a' })])
    await client.agents.dial('a', { number: '+49301', prompt: value, firstMessage: value })
    await client.agents.create({ name: value, prompt: value })
    const [dialled, created] = seen
    // An address cannot hold half of a surrogate pair.
    const sent = Buffer.from(value).toString()
    expect([...new URL(dialled?.url ?? '', 'http://x').searchParams]).toEqual([
      ['number', '+49301'],
      ['prompt', sent],
      ['firstMessage', sent],
    ])
    expect(JSON.parse(created?.body ?? '')).toEqual({ name: value, prompt: value })
    expect(seen).toHaveLength(2)
    for (const { headers } of seen) expect(Object.keys(headers)).not.toContain('x-evil')
  })
})

describe('a key', () => {
  const bad = [
    '',
    'canary\nkey',
    'canary\r\nX-Evil: 1',
    'canary\0',
    'canaryé',
    'canary€',
    'canary\u2028',
    'canary key',
    ' canary',
    'canary\n',
    'canary'.repeat(2_000),
  ]

  it.each([...bad, undefined, null, 7])('that is %j is refused at once, and no byte of it shown', (key) => {
    const make = () => createClient({ apiKey: key as string })
    expect(make).toThrow(expect.objectContaining({ _tag: 'InvalidArgumentError', field: 'apiKey' }) as Error)
    expect(make).not.toThrow(/canary/)
  })

  it.each(bad)('that a function returns, %j, is refused before anything is sent', async (key) => {
    const { client, seen } = await serve([json(200, [])], { apiKey: () => Promise.resolve(key) })
    const error = await rejection(client.agents.list())
    expect(error).toMatchObject({ _tag: 'InvalidArgumentError', field: 'apiKey' })
    expect(JSON.stringify(error) + String(error.stack)).not.toContain('canary')
    expect(seen).toEqual([])
  })

  it('that a function fails to fetch is reported with its cause', async () => {
    const cause = new Error('the vault is closed')
    const { client } = await serve([json(200, [])], { apiKey: () => Promise.reject(cause) })
    expect(await rejection(client.agents.list())).toMatchObject({
      _tag: 'InvalidArgumentError',
      field: 'apiKey',
      cause,
    })
  })
})

describe('a browser', () => {
  const globals = globalThis as { document?: unknown; window?: unknown }
  const worker = { userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36' }
  const navigator = Object.getOwnPropertyDescriptor(globalThis, 'navigator')

  afterEach(() => {
    delete globals.document
    delete globals.window
    Object.defineProperty(globalThis, 'navigator', navigator ?? { value: undefined, configurable: true })
  })

  const enter = {
    'a window': () => Object.assign(globals, { document: {}, window: {} }),
    'a worker': () => Object.defineProperty(globalThis, 'navigator', { value: worker, configurable: true }),
  }

  it.each(Object.entries(enter))(
    'is refused the key in %s, unless that is said in so many words',
    (_name, open) => {
      open()
      expect(() => createClient({ apiKey })).toThrow(
        expect.objectContaining({ _tag: 'InvalidArgumentError', field: 'apiKey' }) as Error,
      )
      expect(() => createClient({ apiKey: () => Promise.resolve(apiKey) })).toThrow(/must stay on a server/)
      expect(() => createClient({ apiKey, exposeApiKeyInBrowser: true })).not.toThrow()
    },
  )
})
