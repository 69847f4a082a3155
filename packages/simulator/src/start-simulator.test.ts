import { createClock } from '@sinonjs/fake-timers'
import { createClient, endpoints } from '@vatel/core'
import WebSocket from 'ws'
import { tinyScenario } from '../test/tiny-call.ts'
import { foreignAgentId } from './rest/stored-agent.ts'
import { seededUuid } from './rules/seeded.ts'
import { startSimulator, type Simulator } from './start-simulator.ts'

const clock = createClock()
let simulator: Simulator
beforeAll(async () => {
  simulator = await startSimulator({ scenario: tinyScenario, clock, epochMs: Date.UTC(2025, 0) })
})
afterAll(() => simulator.close())

const ask = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(simulator.url + path, {
    headers: { authorization: `Bearer ${simulator.apiKey}` },
    ...init,
  })
  return { status: response.status, body: await response.json() }
}

const askToken = (body: unknown) =>
  ask('/v1/session-token', { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })

const tokenFor = async (wish: object = {}): Promise<string> => {
  const { body } = await askToken({ agent_id: simulator.agentId, ...wish })
  return (body as { readonly token: string }).token
}

const address = (query: string, path = '/v1/connection') =>
  `${simulator.url.replace('http', 'ws')}${path}${query}`

/** Result of an upgrade: the first message of a call, or the response that refuses it. */
const upgrade = (
  url: string,
): Promise<{ readonly status: number; readonly body: string; readonly type: string | undefined }> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url)
    socket.on('message', (data: Buffer) => {
      socket.terminate()
      resolve({ status: 101, body: data.toString(), type: undefined })
    })
    socket.on('unexpected-response', (request, response) => {
      let body = ''
      response.on('data', (chunk: Buffer) => (body += chunk.toString()))
      response.on('end', () => {
        request.destroy()
        resolve({ status: response.statusCode ?? 0, body, type: response.headers['content-type'] })
      })
    })
    socket.on('error', reject)
  })

const nobody = '00000000-0000-4000-8000-00000000dead'

describe('REST', () => {
  it('returns the agents with the codec of the endpoint table', async () => {
    const { status, body } = await ask('/v1/agents')
    expect(status).toBe(200)
    expect(endpoints.agents.list.response.is(body)).toBe(true)
    expect(body).toMatchObject([
      { id: simulator.agentId, name: 'Tiny', first_message: 'Hello.', status: 'active' },
    ])
    expect(await ask(`/v1/agents/${simulator.agentId}`)).toEqual({
      status: 200,
      body: (body as unknown[])[0],
    })
  })

  it.each([
    ['/v1/agents/x', 400, 'id: expected a UUID'],
    [`/v1/agents/${nobody}`, 404, 'agent not found'],
    ['/v1/calls/x', 400, 'id: expected a UUID'],
    [`/v1/calls/${nobody}`, 404, 'call not found'],
    ['/v1/calls/x/recording', 400, 'id: expected a UUID'],
    [`/v1/calls/${nobody}/recording`, 404, 'call not found'],
    ['/v1/calls?page=0', 400, 'page: expected a whole number from 1, got 0'],
    ['/v1/calls?page_size=101', 400, 'page_size: expected a whole number from 1 to 100, got 101'],
    ['/v1/calls?agent_ids=x', 400, 'agent_ids: expected UUIDs separated by commas'],
    ['/v1/nothing', 404, 'no such operation'],
    ['/v1/session-token', 405, 'method not allowed'],
  ])('answers GET %s with %i', async (path, status, error) => {
    expect(await ask(path)).toEqual({ status, body: { error } })
  })

  it.each([[{}], [{ authorization: 'Bearer wrong' }], [{ authorization: 'wrong' }]])(
    'answers 401 to the headers %j',
    async (headers) => {
      expect(await ask('/v1/agents', { headers })).toEqual({
        status: 401,
        body: { error: 'invalid API key' },
      })
    },
  )

  it('takes the scheme of the key in any case', async () => {
    const headers = { authorization: `bearer ${simulator.apiKey}` }
    expect((await ask('/v1/agents', { headers })).status).toBe(200)
  })

  it('issues session tokens', async () => {
    const { status, body } = await askToken({ agent_id: simulator.agentId, chat: true, prompt: 'Be brief.' })
    expect(status).toBe(200)
    expect(endpoints.session.generateToken.response.is(body)).toBe(true)
    const claims = JSON.parse(
      Buffer.from((body as { token: string }).token.split('.')[1] ?? '', 'base64url').toString(),
    ) as unknown
    expect(claims).toMatchObject({
      agent_id: simulator.agentId,
      scopes: ['voice', 'chat'],
      parameters: { prompt: 'Be brief.' },
      exp: Date.UTC(2025, 0) / 1_000 + 300,
    })
    expect(await tokenFor()).not.toBe(await tokenFor())
  })

  it.each([
    ['{', 400, 'invalid JSON'],
    ['[]', 400, 'body: expected an object, got a list'],
    [{}, 400, 'agent_id: expected a string that is not empty, got nothing'],
    [{ agent_id: 7 }, 400, 'agent_id: expected a string that is not empty, got 7'],
    [{ agent_id: 'x' }, 400, 'agent_id: expected a UUID'],
    [{ agent_id: nobody }, 404, 'agent not found'],
    [{ agent_id: foreignAgentId(1) }, 403, 'agent belongs to another organization'],
    [
      { agent_id: seededUuid(9), transport: 'smoke' },
      400,
      'transport: expected "websocket" | "webrtc", got "smoke"',
    ],
  ])('answers a token request for %j with %i', async (wish, status, error) => {
    expect(await askToken(wish)).toEqual({ status, body: { error } })
  })

  it.each([
    [{ surprise: 1 }, 400, /^surprise: unknown field; expected one of agent_id, /],
    [{ version_id: nobody }, 400, /^version_id: expected a published version/],
    [{ transport: 'webrtc' }, 503, /^webrtc is not configured$/],
    [{ chat_id: 'x' }, 400, /^chat_id: expected a UUID$/],
  ])('answers a token request for the agent and %j with %i', async (wish, status, error) => {
    const answer = await askToken({ agent_id: simulator.agentId, ...wish })
    expect(answer.status).toBe(status)
    expect((answer.body as { readonly error: string }).error).toMatch(error)
  })

  it('refuses a body that is too long', async () => {
    expect((await askToken('x'.repeat(1_100_000))).status).toBe(400)
  })
})

describe('GET /v1/connection', () => {
  it('opens a call with a token', async () => {
    const { status, body } = await upgrade(address(`?token=${await tokenFor()}`))
    expect(status).toBe(101)
    expect(JSON.parse(body)).toMatchObject({ type: 'session_started' })
  })

  it('accepts the agent and version of an older description', async () => {
    const [, version] = (await ask(`/v1/agents/${simulator.agentId}/versions`)).body as {
      readonly id: string
    }[]
    const query = `?agentId=${simulator.agentId}&versionId=${version?.id ?? ''}&token=${await tokenFor()}`
    expect((await upgrade(address(query))).status).toBe(101)
  })

  it.each([
    ['agentId=x', 400, 'agentId: expected a UUID'],
    ['versionId=x', 400, 'versionId: expected a UUID'],
    [`agentId=${nobody}`, 403, 'agentId: the token is for another agent'],
    [`versionId=${nobody}`, 400, 'versionId: the token is for another version'],
  ])('refuses a token beside %s with %i', async (query, status, error) => {
    expect(await upgrade(address(`?token=${await tokenFor()}&${query}`))).toMatchObject({
      status,
      body: JSON.stringify({ error }),
    })
  })

  it('accepts a token twice where tokens have many uses', async () => {
    const lenient = await startSimulator({ scenario: tinyScenario, tokens: { singleUse: false } })
    const url = `${lenient.url.replace('http', 'ws')}/v1/connection?token=${lenient.mintToken()}`
    expect((await upgrade(url)).status).toBe(101)
    expect((await upgrade(url)).status).toBe(101)
    await lenient.close()
  })

  it('refuses a token the second time', async () => {
    const strict = await startSimulator({ scenario: tinyScenario })
    const client = createClient({ apiKey: strict.apiKey, baseUrl: strict.url })
    const { token } = await client.session.generateToken({ agent_id: strict.agentId })
    const url = `${strict.url.replace('http', 'ws')}/v1/connection?token=${token}`
    expect((await upgrade(url)).status).toBe(101)
    expect(await upgrade(url)).toMatchObject({
      status: 401,
      body: JSON.stringify({ error: 'the session token has been used' }),
    })
    await strict.close()
  })

  it.each([
    ['', 400, 'token: expected a session token'],
    ['?token=', 400, 'token: expected a session token'],
    ['?token=nonsense', 400, 'token: expected a session token'],
    ['?token=a.b.c', 401, 'invalid session token'],
  ])('refuses %j with %i and a JSON error', async (query, status, error) => {
    expect(await upgrade(address(query))).toEqual({
      status,
      body: JSON.stringify({ error }),
      type: 'application/json',
    })
  })

  it('refuses an expired token', async () => {
    const token = await tokenFor()
    clock.tick(300_000)
    expect(await upgrade(address(`?token=${token}`))).toMatchObject({ status: 401 })
  })

  it('exists at no other path', async () => {
    expect(await upgrade(address(`?token=${await tokenFor()}`, '/v1/other'))).toMatchObject({ status: 404 })
  })

  it.each([400, 401, 403, 404, 429, 500, 503])('refuses with %i when a fault says so', async (refuse) => {
    const broken = await startSimulator({ scenario: tinyScenario, faults: { refuse } })
    const { status } = await upgrade(`${broken.url.replace('http', 'ws')}/v1/connection?token=x`)
    await broken.close()
    expect(status).toBe(refuse)
  })
})

describe('startSimulator', () => {
  it('names a port that is in use, and the remedy', async () => {
    const { port } = new URL(simulator.url)
    await expect(startSimulator({ scenario: tinyScenario, port: Number(port) })).rejects.toMatchObject({
      _tag: 'InvalidArgumentError',
      field: 'port',
      message: `port: ${port} is already in use: choose another port, or 0 for any free one`,
      cause: { code: 'EADDRINUSE' },
    })
  })

  it('refuses what is no port, and a misspelt option', async () => {
    await expect(startSimulator({ scenario: tinyScenario, port: 70_000 })).rejects.toMatchObject({
      message: 'port: 70000 is no port: choose a whole number from 0 to 65535',
    })
    await expect(startSimulator({ prot: 8080 } as object)).rejects.toMatchObject({
      _tag: 'InvalidArgumentError',
      field: 'prot',
      message: expect.stringContaining('clock, port') as string,
    })
  })

  it('rejects unknown faults', async () => {
    await expect(startSimulator({ faults: { latencyMs: -1 } })).rejects.toMatchObject({
      _tag: 'InvalidScenarioError',
      place: 'latencyMs',
    })
  })

  it('rejects a scenario that cannot be read', async () => {
    await expect(startSimulator({ scenario: 'nowhere.json' })).rejects.toMatchObject({
      _tag: 'InvalidScenarioError',
      file: 'nowhere.json',
    })
  })

  it('cuts its calls when it is closed', async () => {
    const brief = await startSimulator({ scenario: tinyScenario })
    const response = await fetch(`${brief.url}/v1/session-token`, {
      method: 'POST',
      headers: { authorization: `Bearer ${brief.apiKey}` },
      body: JSON.stringify({ agent_id: brief.agentId }),
    })
    const { token } = (await response.json()) as { readonly token: string }
    const socket = new WebSocket(`${brief.url.replace('http', 'ws')}/v1/connection?token=${token}`)
    const closed = new Promise((resolve) => socket.on('close', resolve))
    await new Promise((resolve) => socket.on('open', resolve))
    await brief.close()
    expect(await closed).toBe(1006)
  })
})

/** Opens a call, and waits for its first message. */
const dial = async (broken: Simulator): Promise<WebSocket> => {
  const response = await fetch(`${broken.url}/v1/session-token`, {
    method: 'POST',
    headers: { authorization: `Bearer ${broken.apiKey}` },
    body: JSON.stringify({ agent_id: broken.agentId }),
  })
  const { token } = (await response.json()) as { readonly token: string }
  const socket = new WebSocket(`${broken.url.replace('http', 'ws')}/v1/connection?token=${token}`)
  await new Promise((resolve) => socket.on('message', resolve))
  return socket
}

describe('a tool output', () => {
  it('may be as large as core sends it, with every byte escaped', async () => {
    const own = await startSimulator({ scenario: tinyScenario })
    const socket = await dial(own)
    const isOpen = new Promise((resolve) => {
      socket.on('pong', () => resolve(true))
      socket.on('close', () => resolve(false))
    })
    const data = { toolCallId: '1', output: '\u0001'.repeat(1_048_576) }
    socket.send(JSON.stringify({ type: 'tool_call_output', data }))
    socket.ping()
    const isStillOpen = await isOpen
    await own.close()
    expect(isStillOpen).toBe(true)
  })
})

describe('connection fault', () => {
  it.each([1000, 1006, 1011, 4000])('closes with the code %i', async (code) => {
    const time = createClock()
    const broken = await startSimulator({
      scenario: tinyScenario,
      faults: { close: { afterMs: 700, code } },
      clock: time,
    })
    const socket = await dial(broken)
    const closed = new Promise((resolve) => socket.on('close', resolve))
    time.tick(699)
    expect(socket.readyState).toBe(WebSocket.OPEN)
    time.tick(1)
    expect(await closed).toBe(code)
    await broken.close()
  })

  it('freezes one connection: it answers no ping, while another does', async () => {
    const time = createClock()
    const broken = await startSimulator({
      scenario: tinyScenario,
      faults: { halfOpenAfterMs: 700 },
      clock: time,
    })
    const frozen = await dial(broken)
    let pongs = 0
    frozen.on('pong', () => pongs++)
    time.tick(700)
    const other = await dial(broken)
    frozen.ping()
    await new Promise((resolve) => {
      other.on('pong', resolve)
      other.ping()
    })
    expect(pongs).toBe(0)
    await broken.close()
  })
})
