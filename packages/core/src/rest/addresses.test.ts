import * as fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { everyMethod } from '../../test/rest/every-method.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { apiKey, closeServers, json, serve } from '../../test/rest/serve.ts'
import type { BadInput } from '../errors/bad-input.ts'
import { at, parseBaseUrl } from './base-url.ts'
import { createClient } from './client.ts'
import { endpoints } from './endpoints.ts'
import { prepare } from './prepare.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(60_000)

afterEach(closeServers)

const base = new URL('https://api.example.org/proxy')
const odd = [
  '../..',
  'a/../..',
  '/etc/passwd',
  '//evil.example',
  'https://evil.example/',
  '?key=1',
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

describe('an id', () => {
  it.each(odd)('%j is one segment of the path, and nothing else', async (id) => {
    const { client, seen } = await serve([json(404, {})])
    await rejection(client.agents.getVersion(id, id))
    expect(seen.map(({ url }) => url)).toEqual([
      `/v1/agents/${encodeURIComponent(id)}/versions/${encodeURIComponent(id)}`,
    ])
  })

  it.each(['', '.', '..', '%2e', '%2E.', 'a\r\nb', 'a\0', '\u007f', '\ud800', 'x'.repeat(10_240)])(
    '%j is refused before anything is sent',
    async (id) => {
      const { client, seen } = await serve([json(200, {})])
      for (const refused of [
        client.agents.get(id),
        client.agents.dial(id),
        client.calls.downloadRecording(id),
      ])
        expect(await rejection(refused)).toMatchObject({ _tag: 'BadInput', field: 'id', outcome: 'not-sent' })
      expect(seen).toEqual([])
    },
  )

  it.each([undefined, null, 7, {}, ['a'], Symbol('a')])('has to be text (%p)', async (id) => {
    const { client, seen } = await serve([json(200, {})])
    expect(await rejection(client.agents.get(id as never))).toMatchObject({ _tag: 'BadInput', field: 'id' })
    expect(seen).toEqual([])
  })

  it('is one segment or refused, whatever text it is', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc
        .array(fc.constantFrom('.', '/', '\\', '%2e', '%2F', '?', '#', 'a', '\ud800', '\n', ':', '@'), {
          maxLength: 5,
        })
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(anything, (id) => {
        const prepared = E.tryCatch(
          () => prepare(endpoints.agents.get, base, [id]),
          (error) => error as BadInput,
        )
        if (E.isLeft(prepared)) return prepared.left.field === 'id'
        const { origin, pathname, search, hash } = prepared.right.url
        return origin === base.origin && /^\/proxy\/v1\/agents\/[^/]+$/.test(pathname) && search + hash === ''
      }),
      { numRuns: 100_000 },
    )
  })
})

describe('a method', () => {
  it.each(everyMethod)('$name asks at its own path', async ({ call, endpoint }) => {
    const { client, seen } = await serve([json(404, {})])
    await rejection(call(client))
    const path = new RegExp(`^${endpoint.path.replaceAll(/\{\w+\}/g, '[^/?]+')}$`)
    expect(seen).toHaveLength(1)
    expect(seen[0]?.method).toBe(endpoint.method)
    expect(new URL(seen[0]?.url ?? '', base).pathname).toMatch(path)
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
    expect(make).toThrow(expect.objectContaining({ _tag: 'BadInput', field: 'baseUrl' }) as Error)
    expect(make).not.toThrow(/canary/)
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
