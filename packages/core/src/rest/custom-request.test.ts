import { rejection } from '../../test/rest/rejection.ts'
import { apiKey, closeServers, empty, json, reset, serve } from '../../test/rest/serve.ts'
import { hurriedClock, longTimeoutMs } from '../../test/rest/hurried-clock.ts'

afterEach(closeServers)

const hurried = () => ({ clock: hurriedClock(), timeoutMs: longTimeoutMs })

describe('client.request', () => {
  it('sends method, path, query and body with the key, and returns the JSON unchanged', async () => {
    const { client, seen } = await serve([json(201, { id: 7, gone: null })])
    const options = { query: { a: 'x y', n: 1, on: true, off: undefined }, body: { name: 'Ann' } }
    expect(await client.request('POST', '/v1/any/thing', options)).toEqual({ id: 7, gone: null })
    expect(seen).toMatchObject([
      {
        method: 'POST',
        url: '/v1/any/thing?a=x+y&n=1&on=true',
        body: '{"name":"Ann"}',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      },
    ])
  })

  it('returns undefined for an empty response', async () => {
    const { client } = await serve([empty])
    expect(await client.request('DELETE', '/v1/any/thing')).toBeUndefined()
  })

  it.each([['GET'], ['PUT'], ['DELETE']] as const)('repeats a %s that broke off', async (method) => {
    const { client, seen } = await serve([reset, json(200, {})], hurried())
    expect(await client.request(method, '/v1/x')).toEqual({})
    expect(seen).toHaveLength(2)
  })

  it.each([['POST'], ['PATCH']] as const)('does not repeat a %s that broke off', async (method) => {
    const { client, seen } = await serve([reset, json(200, {})], hurried())
    expect(await rejection(client.request(method, '/v1/x'))).toMatchObject({ _tag: 'UnreachableError' })
    expect(seen).toHaveLength(1)
  })

  it.each([
    ['v1/x', {}, 'path'],
    ['/v1/../x', {}, 'path'],
    ['/v1/%2E%2e/x', {}, 'path'],
    ['/v1/x?a=b', {}, 'path'],
    ['/v1\\x', {}, 'path'],
    ['/v1/x', { query: { a: {} } }, 'query'],
    ['/v1/x', { body: 1n }, 'body'],
    ['/v1/x', { body: () => 1 }, 'body'],
    ['/v1/x', { body: new Map([['a', 1]]) }, 'body'],
    ['/v1/x', { body: new URLSearchParams('a=1') }, 'body'],
    ['/v1/x', { body: new Blob(['a']) }, 'body'],
    ['/v1/x', { retry: 1 }, 'options.retry'],
  ])('refuses %s with %p before anything is sent', async (path, options, field) => {
    const { client, seen } = await serve([json(200, {})])
    const failed = rejection(client.request('POST', path, options as never))
    expect(await failed).toMatchObject({ _tag: 'InvalidArgumentError', field })
    expect(seen).toEqual([])
  })

  it('keeps a path with two slashes at the same host', async () => {
    const { client, seen } = await serve([json(200, {})])
    await client.request('GET', '//evil.example/x')
    expect(seen[0]?.url).toBe('//evil.example/x')
  })

  it('shows no secret field of the body in an error', async () => {
    const { client } = await serve([json(400, { error: 'bad canary-password' })])
    const failed = rejection(client.request('POST', '/v1/x', { body: { password: 'canary-password' } }))
    expect(JSON.stringify(await failed)).not.toContain('canary-password')
  })
})
