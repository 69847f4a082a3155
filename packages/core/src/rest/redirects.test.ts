import { rejection } from '../../test/rest/rejection.ts'
import { closeServers, json, serve } from '../../test/rest/serve.ts'

afterEach(closeServers)

const statuses = [300, 301, 302, 303, 304, 305, 307, 308]

describe('a redirect', () => {
  it.each(statuses)('with %d is followed nowhere, with neither key nor body', async (status) => {
    const other = await serve([json(200, { id: 'a' })])
    const targets = [
      `${other.baseUrl}/v1/agents?key=canary`,
      `//${new URL(other.baseUrl).host}/v1/agents`,
      '/v1/elsewhere',
      '/v1/agents',
      'https://user:canary@example.org/canary',
    ]
    for (const location of targets) {
      const { client, seen, baseUrl } = await serve([json(status, {}, { location })])
      const error = await rejection(client.agents.create({ name: 'Ann', prompt: 'canary' }))
      expect(error).toMatchObject({
        _tag: 'Redirected',
        status,
        targetOrigin: new URL(location, baseUrl).origin,
        outcome: 'unknown',
      })
      expect(JSON.stringify(error) + String(error.stack)).not.toContain('canary@')
      expect(seen).toHaveLength(1)
    }
    expect(other.seen).toEqual([])
  })

  it.each([[{}], [{ location: 'http://[' }]])('that says nowhere names no origin (%j)', async (headers) => {
    const { client } = await serve([json(302, {}, headers)])
    const error = await rejection(client.agents.list())
    expect(error).toMatchObject({ _tag: 'Redirected', status: 302 })
    expect('targetOrigin' in error && error.targetOrigin).toBeUndefined()
  })

  it('leaves no connection busy', async () => {
    const { client, seen } = await serve([json(302, 'x'.repeat(1_000_000), { location: '/' })])
    for (let call = 0; call < 20; call += 1) await rejection(client.agents.list())
    expect(seen).toHaveLength(20)
  })
})
