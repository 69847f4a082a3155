import { inspect } from 'node:util'
import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { openFaultProxy } from '../../test/fault-proxy/fault-proxy.ts'
import { aFewTurns } from '../../test/rest/a-few-turns.ts'
import { everyMethod, type Operation } from '../../test/rest/every-method.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { apiKey, closeServers, json, serve } from '../../test/rest/serve.ts'
import type { InvalidArgumentError } from '../errors.ts'
import { at, parseBaseUrl } from '../net/base-url.ts'
import { createClient, type Client } from './client.ts'
import type { Endpoint } from './endpoints.ts'
import { buildRequest } from './build-request.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

afterEach(closeServers)

const base = new URL('https://api.example.org/proxy')
const odd = [
  '../..',
  'a/../..',
  '/etc/passwd',
  '//evil.example',
  'https://evil.example/',
  '?',
  '?key=1',
  '#',
  '#x',
  'a;b',
  'a\\b',
  '%2e%2e%2f',
  '%252e',
  '$&$1',
  'é 2',
  '😀',
  '\u2028',
  '{versionId}',
]

const withIds = everyMethod.filter(({ endpoint }) => endpoint.path.includes('{'))

/** Calls an operation with one id in each place that takes one. */
const callWithId = ({ callWith, endpoint, sample }: Operation, client: Client, id: unknown) => {
  const places = endpoint.path.split('{').length - 1
  return callWith(client, [...sample.slice(0, places).map(() => id), ...sample.slice(places)])
}

/** What a path may be: that of the table, with one segment for each id. */
const pathOf = ({ path }: Endpoint) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/?#]+')}$`)

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc
    .array(fc.constantFrom('.', '/', '\\', '%2e', '%2F', '?', '#', 'a', '\ud800', '\n', ':', '@'), {
      maxLength: 5,
    })
    .map((parts) => parts.join('')),
)

describe('an id', () => {
  it.each(odd)('%j is one segment of the path, and nothing else', async (id) => {
    const { client, seen } = await serve([json(404, {})])
    for (const operation of withIds) await rejection(callWithId(operation, client, id))
    expect(seen.map(({ url }) => url.split('?')[0])).toEqual(
      withIds.map(({ endpoint: { path } }) => path.replaceAll(/\{\w+\}/g, () => encodeURIComponent(id))),
    )
  })

  const refused: readonly unknown[] = [
    ...[
      '',
      '.',
      '..',
      '%2e',
      '%2E.',
      '%2e%2e',
      '\r\n',
      'a\r\nb',
      '\0',
      'a\0',
      '\u007f',
      '\ud800',
      'x'.repeat(10_240),
    ],
    ...[undefined, null, 7, {}, ['a'], Symbol('a')],
  ]
  it.each(refused.map((id) => [inspect(id), id]))(
    'that is %s is refused before a byte is sent',
    async (_shown, id) => {
      const proxy = await openFaultProxy({ target: 'http://127.0.0.1:1' })
      const client = createClient({ apiKey, baseUrl: proxy.baseUrl })
      for (const operation of withIds) {
        const error = await rejection(callWithId(operation, client, id))
        expect(error).toMatchObject({ _tag: 'InvalidArgumentError', delivery: 'not-sent' })
        expect(['id', 'versionId', 'assignmentId']).toContain((error as Partial<InvalidArgumentError>).field)
      }
      await aFewTurns()
      expect(proxy.accepted).toBe(0)
      await proxy.close()
    },
  )

  it('is one segment or refused, whatever text it is', () => {
    fc.assert(
      fc.property(fc.constantFrom(...withIds), anyText, ({ endpoint, sample }, id) => {
        const places = endpoint.path.split('{').length - 1
        const prepared = E.tryCatch(
          () =>
            buildRequest(endpoint, base, [...sample.slice(0, places).map(() => id), ...sample.slice(places)]),
          (error) => error as InvalidArgumentError,
        )
        if (E.isLeft(prepared)) return /^(id|assignmentId)$/.test(prepared.left.field)
        const { origin, pathname, hash } = prepared.right.url
        const below = pathname.slice('/proxy'.length)
        return (
          origin === base.origin &&
          pathname.startsWith('/proxy/') &&
          pathOf(endpoint).test(below) &&
          hash === ''
        )
      }),
      { numRuns: 100_000 },
    )
  })

  it('is so on a server, too, which gets each request that is not refused at its own path', async () => {
    const { client, seen } = await serve([json(404, {})])
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...withIds), anyText, async (operation, id) => {
        const before = seen.length
        const { _tag } = await rejection(callWithId(operation, client, id))
        expect([_tag, seen.length]).toEqual(
          _tag === 'InvalidArgumentError' ? [_tag, before] : ['RefusedError', before + 1],
        )
        if (_tag === 'RefusedError')
          expect(seen.at(-1)?.url.split('?')[0]).toMatch(pathOf(operation.endpoint))
      }),
      // Each run is a request over a socket; the property before has 100,000 runs without one.
      { numRuns: 1_000 },
    )
  })

  it('that is an address leads to no other host', async () => {
    const other = await openFaultProxy({ target: 'http://127.0.0.1:1' })
    const { host } = new URL(other.baseUrl)
    const { client, seen } = await serve([json(404, {})])
    for (const id of [
      other.baseUrl,
      `${other.baseUrl}/v1/agents`,
      `//${host}`,
      `\\\\${host}`,
      `/\\${host}`,
      `@${host}`,
      `http:${host}`,
    ])
      for (const operation of withIds) await rejection(callWithId(operation, client, id))
    await aFewTurns()
    expect(other.accepted).toBe(0)
    expect(seen).toHaveLength(7 * withIds.length)
    await other.close()
  })
})

describe('a method', () => {
  it.each(everyMethod)('$name asks at its own path', async ({ call, endpoint }) => {
    const { client, seen } = await serve([json(404, {})])
    await rejection(call(client))
    expect(seen).toHaveLength(1)
    expect(seen[0]?.method).toBe(endpoint.method)
    expect(new URL(seen[0]?.url ?? '', base).pathname).toMatch(pathOf(endpoint))
  })
})

describe('the base URL', () => {
  it.each([
    'http://api.example.org',
    'http://localhost.example.org',
    'http://127.0.0.1.example.org',
    'ftp://api.example.org',
    'wss://api.example.org',
    'file:///etc/passwd',
    'https://user:canary@api.example.org',
    'https://canary@api.example.org',
    'https://api.example.org?key=canary',
    'https://api.example.org#canary',
    'api.example.org',
    '/v1',
    '//api.example.org',
    '',
    'https://',
    'https://canary canary',
  ])('%j is refused, and not quoted', (baseUrl) => {
    const make = () => createClient({ apiKey, baseUrl })
    expect(make).toThrow(expect.objectContaining({ _tag: 'InvalidArgumentError', field: 'baseUrl' }) as Error)
    expect(make).not.toThrow(/canary/)
  })

  it('with a path of two slashes leads to its own host, and nowhere else', async () => {
    const other = await openFaultProxy({ target: 'http://127.0.0.1:1' })
    const { baseUrl, seen } = await serve([json(404, {})])
    for (const path of [`//${new URL(other.baseUrl).host}`, `/\\${new URL(other.baseUrl).host}`]) {
      const client = createClient({ apiKey, baseUrl: baseUrl + path })
      for (const { call } of everyMethod) await rejection(call(client))
    }
    await aFewTurns()
    expect([other.accepted, seen.length]).toEqual([0, 2 * everyMethod.length])
    await other.close()
  })

  it.each([undefined, null, 7, {}].filter((value) => value !== undefined))(
    'has to be text (%p)',
    (baseUrl) => {
      expect(() => createClient({ apiKey, baseUrl: baseUrl as never })).toThrow(/^baseUrl: /)
    },
  )

  it.each([
    ['https://api.example.org', 'https://api.example.org/v1/agents'],
    ['https://api.example.org/', 'https://api.example.org/v1/agents'],
    ['https://api.example.org/vatel/', 'https://api.example.org/vatel/v1/agents'],
    ['https://api.example.org//evil.example', 'https://api.example.org//evil.example/v1/agents'],
    ['https://api.example.org/\\evil.example', 'https://api.example.org//evil.example/v1/agents'],
    ['http://localhost:8080', 'http://localhost:8080/v1/agents'],
    ['http://app.localhost', 'http://app.localhost/v1/agents'],
    ['http://127.1.2.3', 'http://127.1.2.3/v1/agents'],
    ['http://[::1]:1', 'http://[::1]:1/v1/agents'],
  ])('%s leads to %s', (baseUrl, expected) => {
    expect(at(parseBaseUrl(baseUrl), '/v1/agents').href).toBe(expected)
  })
})
