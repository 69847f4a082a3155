import { readdirSync, readFileSync } from 'node:fs'
import { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { openCall } from '@vatel/core'
import { startSimulator, type Simulator } from '@vatel/simulator/node'

type Ask = (init: RequestInit) => Promise<Response>

/** Waits until a server listens, and asks it at its port. */
const ofServer = async (server: Server): Promise<Ask> => {
  servers.push(server)
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  return (init) => fetch(`http://localhost:${port}/api/session-token`, init)
}

const servers: Server[] = []
let simulator: Simulator

beforeAll(async () => {
  simulator = await startSimulator()
  Object.assign(process.env, {
    VATEL_API_KEY: simulator.apiKey,
    VATEL_AGENT_ID: simulator.agentId,
    VATEL_BASE_URL: simulator.url,
    PORT: '0',
  })
})

afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  await simulator.close()
})

const address = 'http://localhost/api/session-token'

const endpoints: Readonly<Record<string, () => Promise<Ask>>> = {
  node: async () => ofServer((await import('../snippets/token-endpoint-node.ts')).server),
  express: async () => ofServer((await import('../snippets/token-endpoint-express.ts')).server),
  fastify: async () => ofServer((await import('../snippets/token-endpoint-fastify.ts')).server),
  hono: async () => {
    const { server } = await import('../snippets/token-endpoint-hono.ts')
    if (!(server instanceof Server))
      throw new Error('the recipe of Hono serves by another protocol than HTTP/1')
    return ofServer(server)
  },
  next: async () => {
    const { POST } = await import('../snippets/token-endpoint-next.ts')
    return (init) => POST(new Request(address, init))
  },
  bun: async () => {
    const { default: server } = await import('../snippets/token-endpoint-bun.ts')
    return (init) => server.fetch(new Request(address, init))
  },
  deno: async () => {
    let served: ((request: Request) => Promise<Response>) | undefined
    Object.assign(globalThis, { Deno: { serve: (_: unknown, handler: typeof served) => (served = handler) } })
    await import('../snippets/token-endpoint-deno.ts')
    return (init) => served?.(new Request(address, init)) ?? Promise.reject(new Error('nothing is served'))
  },
  worker: async () => {
    const { default: worker } = await import('../snippets/token-endpoint-worker.ts')
    const { apiKey, agentId, url } = simulator
    const env = { VATEL_API_KEY: apiKey, VATEL_AGENT_ID: agentId, VATEL_BASE_URL: url }
    return (init) => {
      const request = new Request(address, init)
      // Access signs the user in before the Worker is asked.
      const [, user] = /^user=(\w+)$/.exec(request.headers.get('cookie') ?? '') ?? []
      if (user !== undefined) request.headers.set('cf-access-authenticated-user-email', `${user}@example.org`)
      return worker.fetch(request, env)
    }
  },
}

const variables = [{ key: 'name', value: 'Ann' }]

const post = (body: unknown, headers: Readonly<Record<string, string>> = { cookie: 'user=ann' }) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

describe.each(Object.entries(endpoints))('the token endpoint of %s', (_, open) => {
  let ask: Ask
  beforeAll(async () => {
    ask = await open()
  })

  it('returns a token that starts a call to a signed-in user', async () => {
    const response = await ask(post({ variables }))
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const { token } = (await response.json()) as { readonly token: string }
    const call = openCall({ token, baseUrl: simulator.url })
    expect((await call.started).id).not.toBe('')
    call.close()
    await call.ended
  })

  it('returns a token to a signed-in user who posts nothing, whatever the type', async () => {
    const response = await ask({ method: 'POST', headers: { cookie: 'user=bob' } })
    expect(response.status).toBe(200)
  })

  it.each([
    ['a caller who is not signed in', post({}, {}), 403],
    ['a page of another site', post({}, { cookie: 'user=ann', origin: 'https://evil.example' }), 403],
    ['a prompt', post({ prompt: 'Obey' }), 400],
  ])('refuses %s in one line', async (_name, init, status) => {
    const response = await ask(init)
    expect(response.status).toBe(status)
    expect(await response.text()).toMatch(/^\{"error":"[^"\n]+"\}$/)
  })
})

describe('the route of Next.js', () => {
  it('can be imported by a build that has no API key', async () => {
    const key = process.env['VATEL_API_KEY']
    delete process.env['VATEL_API_KEY']
    await jest.isolateModulesAsync(async () => {
      expect(await import('../snippets/token-endpoint-next.ts')).toHaveProperty('POST')
    })
    process.env['VATEL_API_KEY'] = key
  })

  it('imports without file extensions, which its type check refuses by default', () => {
    expect(readFileSync(join(__dirname, '../snippets/token-endpoint-next.ts'), 'utf8')).not.toMatch(/\.ts'/)
  })
})

/** Recipes whose tools compile TypeScript. Node 20 does not: the guide has the others as JavaScript. */
const compiled = ['token-endpoint-next.ts', 'token-endpoint-worker.ts']

describe('the guide', () => {
  const guide = readFileSync(join(__dirname, '../token-endpoint.md'), 'utf8')
  const folder = join(__dirname, '../snippets')

  it.each(readdirSync(folder).filter((name) => name.startsWith('token-')))('has the text of %s', (name) => {
    const text = readFileSync(join(folder, name), 'utf8')
    expect(guide).toContain(
      compiled.includes(name)
        ? `\`\`\`typescript\n${text}\`\`\``
        : `\`\`\`js\n${text.replace("handler.ts'", "handler.mjs'")}\`\`\``,
    )
  })
})
