import { rejection } from '../../test/rest/rejection.ts'
import { everyMethod } from '../../test/rest/every-method.ts'
import { closeServers, json, serve, type Answer } from '../../test/rest/serve.ts'
import { until } from '../../test/until.ts'
import { createClient } from './client.ts'

afterEach(closeServers)

const page: Answer = (_request, response) =>
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>Sign in</html>')

describe('a success of a proxy', () => {
  it.each(everyMethod)('is an InvalidResponseError for $name', async ({ call }) => {
    const { client } = await serve([page])
    const error = await rejection(call(client))
    expect(error).toMatchObject({ _tag: 'InvalidResponseError', delivery: 'unknown' })
    expect(error.message).toContain('text/html')
  })

  it.each(everyMethod)(
    'is an InvalidResponseError for $name with another 2xx',
    async ({ call, endpoint }) => {
      const { client, seen } = await serve([json(202, {})])
      expect(await rejection(call(client))).toMatchObject({
        _tag: 'InvalidResponseError',
        issues: [`expected status ${String(endpoint.success)}, got 202, and the body is application/json`],
      })
      expect(seen).toHaveLength(1)
    },
  )

  it('holds no connection after a deletion whose response goes on', async () => {
    let open = 0
    const endless: Answer = (_request, response) => {
      open += 1
      response.on('close', () => (open -= 1))
      response.writeHead(200, { 'content-type': 'application/json' }).write(' '.repeat(100))
    }
    // Kept, so that no collection of garbage closes them.
    const responses: Response[] = []
    const { client } = await serve([endless], {
      fetch: async (url, init) => {
        const response = await fetch(url, init)
        responses.push(response)
        return response
      },
    })
    const deleted = Array.from({ length: 20 }, (_, n) => rejection(client.agents.delete(`a${String(n)}`)))
    await Promise.all(deleted)
    await until(() => open === 0)
    expect(responses).toHaveLength(20)
  })
})

describe('a JSON response', () => {
  const respond = (text: string) =>
    createClient({
      apiKey: 'key',
      retries: 0,
      fetch: () => Promise.resolve(new Response(text, { headers: { 'content-type': 'application/json' } })),
    })

  it.each([
    [
      'objects',
      `[${'{},'.repeat(5_333_000)}{}]`,
      'the body has more than 300000 values and names, or 100 levels',
    ],
    [
      'names',
      `[{${Array.from({ length: 150_000 }, (_, n) => `"${String(n)}":7`).join()}}]`,
      'the body has more than 300000 values and names, or 100 levels',
    ],
    [
      'numbers',
      `[${'7,'.repeat(300_001)}7]`,
      'the body has more than 300000 values and names, or 100 levels',
    ],
    [
      'lists in lists',
      `${'['.repeat(101)}${']'.repeat(101)}`,
      'the body has more than 300000 values and names, or 100 levels',
    ],
  ])('with too many %s is refused before it is parsed', async (_name, text, issue) => {
    const parse = jest.spyOn(JSON, 'parse')
    expect(await rejection(respond(text).agents.list())).toMatchObject({ issues: [issue] })
    expect(parse).not.toHaveBeenCalled()
    parse.mockRestore()
  })

  it.each([
    ['in a string', { prompt: '[{,'.repeat(200_000) }],
    ['behind an escaped quote', { prompt: `\\"${'[,'.repeat(200_000)}\\` }],
  ])('may have any number of brackets and commas %s', async (_name, agent) => {
    expect(await respond(JSON.stringify([agent])).agents.list()).toEqual([agent])
  })

  it('may have 100,000 objects', async () => {
    const agents = Array.from({ length: 100_000 }, () => ({ id: 'a' }))
    expect(await respond(JSON.stringify(agents)).agents.list()).toHaveLength(100_000)
  })
})
