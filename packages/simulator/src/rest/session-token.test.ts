import fc from 'fast-check'
import * as E from 'fp-ts/Either'
import { TokenVerifier } from 'livekit-server-sdk'
import { createHmac } from 'node:crypto'
import { testPlatform } from '../../test/rest/platform.ts'
import { tinyScenario } from '../../test/tiny-call.ts'
import { buildScenario } from '../rules/scenario/loaded-scenario.ts'
import { readToken, writeToken, type Claims } from './session-token.ts'

const claims: Claims = {
  agent_id: 'a',
  version_id: 'v',
  scopes: ['voice'],
  iat: 1_000,
  exp: 1_300,
  jti: 'j',
  parameters: { prompt: 'Übe, 日本語' },
}
const token = writeToken(claims, 'secret')

describe('session tokens', () => {
  it('are read as they were written', () => {
    expect(readToken(token, 'secret', 1_299)).toEqual(E.right(claims))
  })

  it('are signed as RFC 7518 says, compared with another implementation', () => {
    const [header, body, signature] = token.split('.')
    expect(JSON.parse(Buffer.from(header ?? '', 'base64url').toString())).toEqual({
      alg: 'HS256',
      typ: 'JWT',
    })
    expect(signature).toBe(createHmac('sha256', 'secret').update(`${header}.${body}`).digest('base64url'))
  })

  it('expire', () => {
    expect(readToken(token, 'secret', 1_300)).toEqual(E.left('expired'))
  })

  it('are valid for one secret only', () => {
    expect(readToken(token, 'other', 1_000)).toEqual(E.left('bad-signature'))
  })

  it('are rejected if any character is changed', () => {
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom('A', 'b', '0', '-', '.'), (at, letter) => {
        fc.pre(token[at] !== letter)
        expect(E.isLeft(readToken(token.slice(0, at) + letter + token.slice(at + 1), 'secret', 1_000))).toBe(
          true,
        )
      }),
    )
  })

  it.each(['', 'x', 'a.b', 'a.b.c.d'])('are not %j', (text) => {
    expect(readToken(text, 'secret', 0)).toEqual(E.left('no-token'))
  })
})

const chatId = '00000000-0000-4000-8000-0000000000c4'

const partsOf = (jwt: string | undefined): unknown =>
  JSON.parse(Buffer.from(jwt?.split('.')[1] ?? '', 'base64url').toString('utf8'))

describe('POST /v1/session-token', () => {
  it('puts agent, version, scopes and expiry into the token', async () => {
    const { client, agentId } = testPlatform({ tokens: { lifetimeSecs: 60 } })
    const [, { id: version_id = '' } = {}] = await client.agents.listVersions(agentId)
    const { token, room } = await client.session.generateToken({
      agent_id: agentId,
      version_id,
      chat_id: chatId,
      transport: 'websocket',
      first_message: 'Good evening.',
      prompt: 'Be brief.',
      chat: true,
    })
    expect(room).toBeUndefined()
    const iat = Date.UTC(2025, 0) / 1_000
    expect(partsOf(token)).toEqual({
      agent_id: agentId,
      version_id,
      scopes: ['voice', 'chat'],
      iat,
      exp: iat + 60,
      jti: expect.any(String) as unknown,
      parameters: { chat_id: chatId, first_message: 'Good evening.', prompt: 'Be brief.' },
    })
  })

  it('returns a room of the media server for WebRTC, and a token that admits to it', async () => {
    const { client, agentId } = testPlatform({ services: { webrtc: 'wss://media.test' } })
    const wish = { agent_id: agentId, transport: 'webrtc', first_message: 'Good evening.' } as const
    const { url, room, identity, webrtc_token, token } = await client.session.generateToken(wish)
    expect(url).toBe('wss://media.test')
    expect(partsOf(webrtc_token)).toMatchObject({
      sub: identity,
      video: { room, roomJoin: true, canPublish: true, canSubscribe: true },
      attributes: { agent_id: agentId, first_message: 'Good evening.' },
    })
    expect(partsOf(token)).toMatchObject({ agent_id: agentId })
    expect((await client.session.generateToken(wish)).room).not.toBe(room)
  })

  it.each([
    ['the key and secret of the server', { key: 'APIkey', secret: 'a-secret-of-32-characters-or-more' }],
    ['the key and secret of livekit-server --dev by default', { key: 'devkey', secret: 'secret' }],
  ])('signs the token of the room with %s', async (_, { key, secret }) => {
    const url = 'wss://media.test'
    const webrtc = key === 'devkey' ? url : { url, key, secret }
    const { client, agentId } = testPlatform({ services: { webrtc } })
    const wish = { agent_id: agentId, transport: 'webrtc', prompt: 'Be brief.' } as const
    const { webrtc_token = '', room, identity, ...session } = await client.session.generateToken(wish)
    expect(session.url).toBe(url)
    // The platform of the test began in 2025.
    const verified = await new TokenVerifier(key, secret).verify(webrtc_token, '10y')
    expect(verified).toMatchObject({
      iss: key,
      sub: identity,
      video: { room, roomJoin: true, canPublish: true, canSubscribe: true },
      attributes: { agent_id: agentId, prompt: 'Be brief.' },
    })
    await expect(new TokenVerifier('other', secret).verify(webrtc_token, '10y')).rejects.toThrow()
    await expect(new TokenVerifier(key, `${secret}x`).verify(webrtc_token, '10y')).rejects.toThrow()
  })

  it('refuses an inactive agent', async () => {
    const { client, agentId, refusalOf } = testPlatform()
    await client.agents.update(agentId, { status: 'inactive' })
    expect(await refusalOf(client.session.generateToken({ agent_id: agentId }))).toEqual([
      404,
      'the agent is inactive',
    ])
  })
})

describe('call with a token', () => {
  it('begins with the first message of the token, and has its chat', async () => {
    const { client, agentId, openCall } = testPlatform()
    const wish = { agent_id: agentId, first_message: 'Good evening.', chat_id: chatId }
    const call = await openCall((await client.session.generateToken(wish)).token)
    const { id } = await call.started
    expect(await client.calls.get(id)).toMatchObject({
      transcript: { entries: [{ role: 'assistant', message: 'Good evening.' }] },
      extracted_variables: [{ name: 'chat_id', value: chatId }],
    })
  })

  it('begins as the agent was updated, unless the token overrides it', async () => {
    const { client, agentId, openCall } = testPlatform()
    await client.agents.update(agentId, { first_message: 'Welcome back.', summarize_calls: true })
    const firstWords = async (wish: { readonly first_message?: string }) => {
      const { token } = await client.session.generateToken({ agent_id: agentId, ...wish })
      const call = await openCall(token)
      call.close()
      await call.ended
      const { transcript } = await client.calls.get((await call.started).id)
      return transcript?.entries[0]?.message
    }
    expect(await firstWords({})).toBe('Welcome back.')
    expect(await firstWords({ first_message: 'Good evening.' })).toBe('Good evening.')
    expect((await client.calls.list()).calls[0]?.summary).toBe(
      'The user said nothing. In all: 1 answer, 0 tool calls.',
    )
  })

  it('can use an agent that was created by REST', async () => {
    const { client, openCall } = testPlatform()
    const { id: agentId = '' } = await client.agents.create({ name: 'Grace', first_message: 'Grace here.' })
    const call = await openCall((await client.session.generateToken({ agent_id: agentId })).token)
    const { id } = await call.started
    expect(await client.calls.get(id)).toMatchObject({
      agent_id: agentId,
      transcript: { entries: [{ message: 'Grace here.' }] },
    })
  })

  it('has the labels of its scenario', async () => {
    const scenario = { ...tinyScenario, scenario: { ...tinyScenario.scenario, tags: ['demo'] } }
    const { client, agentId, openCall } = testPlatform({ scenario })
    await openCall((await client.session.generateToken({ agent_id: agentId })).token)
    expect((await client.calls.list({ tag: 'demo' })).calls).toMatchObject([{ tags: ['demo'] }])
    expect((await client.calls.list({ tag: 'other' })).calls).toEqual([])
  })

  it('fills the variables of the token into the lines of the scenario', async () => {
    const { scenario: tiny } = tinyScenario
    const greeting = { text: 'Hello {{ name }}, from {{city}} and {{unknown}}.' }
    const scenario = buildScenario({ ...tiny, lines: { ...tiny.lines, [tiny.opening]: greeting } }, new Map())
    const { client, agentId, openCall } = testPlatform({ scenario })
    const variables = [
      { key: 'name', value: 'Ann' },
      { key: 'city', value: 'Oslo' },
    ]
    const { token } = await client.session.generateToken({ agent_id: agentId, variables })
    const call = await openCall(token)
    const { id } = await call.started
    const { transcript } = await client.calls.get(id)
    expect(transcript?.entries[0]?.message).toBe('Hello Ann, from Oslo and {{unknown}}.')
  })
})
