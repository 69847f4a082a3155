import { createClock } from '@sinonjs/fake-timers'
import { createClient, encodeAudio, openCall, type CallOptions, type CallSocket } from '../src/index.ts'
import { connect } from '../src/rest/connect.ts'
import { openFaultProxy } from './fault-proxy/fault-proxy.ts'
import { openHttp, openLine, says, type Line } from './line.ts'
import { acceptOf, frameOf, openRawServer, startFrame } from './raw-server.ts'
import { secrets } from './rest/every-method.ts'
import { contextFor, openPlatform, type ScriptedPlatform, type Try } from './rest/platform.ts'
import { apiKey } from './rest/serve.ts'
import { sightings } from './rest/sightings.ts'
import { knowNoInvalidNames } from './unknown-names.ts'
import { until } from './until.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

beforeAll(knowNoInvalidNames)
afterAll(() => jest.restoreAllMocks())

const closing: (() => Promise<void>)[] = []
const opened = <S extends { close(): Promise<void> }>(server: S): S => {
  closing.push(() => server.close())
  return server
}
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Sound by which it is known again: as bytes, as base64, and as the numbers of its samples. */
const mark = Buffer.from('canary-of-the-user')
const sound = new Int16Array(new Uint8Array(mark).buffer)
const ofSound = [mark.toString(), encodeAudio(sound), sound.slice(0, 3).join(', '), sound.slice(0, 3).join()]
const ofPlatform = ['canary-words-of-the-user', 'canary-sound-of-the-agent']
const hidden = [apiKey, ...Object.values(secrets)]

/** Keeps all that a call tells, but what is its content by purpose: messages, and what was sent. */
const listen = (call: CallSocket): unknown[] => {
  const emitted: unknown[] = []
  for (const event of ['invalid', 'state', 'dropped', 'end'] as const)
    call.on(event, (value: unknown) => emitted.push({ event, value }))
  // What is not as documented keeps its place among the messages, and waits for somebody who listens to them.
  call.on('message', () => undefined)
  return emitted
}

const scan = (
  things: readonly unknown[],
  wanted: readonly string[] = [...hidden, ...ofSound, ...ofPlatform],
) => expect(things.flatMap((thing) => sightings(thing, wanted))).toEqual([])

type Clock = ReturnType<typeof createClock>

/** What a call meets, and how it ends. */
interface Meeting {
  readonly name: string
  /** Gives where to call, and what happens there. */
  readonly meet: (token: string) => Promise<{
    readonly options: Partial<CallOptions>
    readonly happen?: (call: CallSocket, clock: Clock) => unknown
  }>
  readonly end: object
  /** Number of `invalid` events. */
  readonly invalid?: number
}

const token = `${secrets.token}/1`
const agent = { agent_id: 'a', prompt: secrets.prompt }
const onLine =
  (
    happen: (line: Awaited<ReturnType<Line['answer']>>, call: CallSocket, clock: Clock) => unknown,
  ): Meeting['meet'] =>
  async () => {
    const line = opened(await openLine())
    return {
      options: { baseUrl: line.baseUrl },
      happen: async (call, clock) => {
        const answered = await line.answer()
        answered.socket.on('error', () => undefined)
        answered.socket.send(says('session_started', { id: 'call-1' }))
        await call.started
        await happen(answered, call, clock)
      },
    }
  }
const refusing =
  (status: number): Meeting['meet'] =>
  async () => {
    const http = await openHttp(({ url = '', headers }, response) => {
      const text = JSON.stringify({ error: `no ${url} ${token} ${JSON.stringify(headers)}` })
      response.writeHead(status, { location: `https://example.org${url}`, 'x-token': token }).end(text)
    })
    closing.push(http.close)
    return { options: { baseUrl: http.baseUrl } }
  }

const meetings: readonly Meeting[] = [
  ...[302, 400, 401, 403, 404, 500, 503].map((status) => ({
    name: `a refusal with ${String(status)} that quotes`,
    meet: refusing(status),
    end: { type: 'refused', status },
  })),
  {
    name: 'a name that nobody knows',
    meet: () => Promise.resolve({ options: { baseUrl: 'https://nobody.invalid' } }),
    end: { type: 'failed', error: { _tag: 'UnreachableError', delivery: 'not-sent' } },
  },
  {
    name: 'nobody',
    meet: async () => {
      const line = await openLine()
      await line.close()
      return { options: { baseUrl: line.baseUrl } }
    },
    end: { type: 'failed', error: { _tag: 'UnreachableError' } },
  },
  {
    name: 'a platform that does not answer',
    meet: async () => {
      const line = opened(await openLine())
      const proxy = opened(await openFaultProxy({ target: line.baseUrl, rules: [{ hang: true }] }))
      return {
        options: { baseUrl: proxy.baseUrl },
        happen: async (_call, clock) => {
          await until(() => proxy.accepted === 1)
          await clock.tickAsync(10_000)
        },
      }
    },
    end: { type: 'timed-out', stage: 'connecting' },
  },
  {
    name: 'a platform that does not begin',
    meet: async () => {
      const line = opened(await openLine())
      return {
        options: { baseUrl: line.baseUrl },
        happen: async (call, clock) => {
          await line.answer()
          await until(() => call.state === 'starting')
          await clock.tickAsync(10_000)
        },
      }
    },
    end: { type: 'timed-out', stage: 'starting' },
  },
  {
    name: 'an abort',
    meet: async () => {
      const line = opened(await openLine())
      const abort = new AbortController()
      return {
        options: { baseUrl: line.baseUrl, signal: abort.signal },
        happen: async () => {
          await line.answer()
          abort.abort()
        },
      }
    },
    end: { type: 'hung-up' },
  },
  {
    name: 'a frame that breaks the protocol, and quotes',
    meet: async () => {
      const server = opened(await openRawServer())
      return {
        options: { baseUrl: server.baseUrl },
        happen: async () => {
          const { socket, head } = await server.answer()
          socket.write(acceptOf(head))
          socket.write(startFrame)
          socket.write(frameOf(head, { reserved: 4 }))
        },
      }
    },
    end: { type: 'lost', code: 1002 },
  },
  {
    name: 'messages that are not as documented, and quote',
    meet: onLine(({ socket }) => {
      const [words = '', agent = ''] = ofPlatform
      socket.send(`{"${token}`)
      socket.send(says('response_text', { turn_id: [token], text: words }))
      socket.send(says('response_audio', { turn_id: 7, audio: agent }))
      socket.send(says('input_audio_transcript', { transcript: words, is_final: token }))
      socket.send(says('tool_call', { toolCallId: 1, toolName: words, arguments: [token] }))
      socket.send(`[${JSON.stringify([token, words, agent])}]`)
      socket.send(says('session_ended'))
    }),
    end: { type: 'session-ended' },
    invalid: 6,
  },
  {
    name: 'a close that quotes',
    meet: onLine(({ socket }) => socket.close(4000, `no ${token} ${encodeURIComponent(token)}`)),
    end: { type: 'lost', code: 4000, reason: 'no *** ***' },
  },
  {
    name: 'a close that quotes before the start',
    meet: async () => {
      const line = opened(await openLine())
      return {
        options: { baseUrl: line.baseUrl },
        happen: async () => (await line.answer()).socket.close(1008, `no ${token}`),
      }
    },
    end: { type: 'lost', code: 1008, reason: 'no ***' },
  },
  {
    name: 'a connection that is reset',
    meet: onLine(({ tcp }) => tcp.resetAndDestroy()),
    end: { type: 'lost', code: 1006 },
  },
  {
    name: 'a platform that gives no sign of life',
    meet: onLine(async ({ socket }, _call, clock) => {
      socket.pause()
      await clock.tickAsync(15_000)
    }),
    end: { type: 'lost', code: 1006 },
  },
  {
    name: 'messages that nobody reads',
    meet: onLine(({ socket }, call) => {
      void call.messages()
      for (let n = 0; n < 40_000; n += 1)
        socket.send(says('response_text', { turn_id: 't', text: ofPlatform[0] }))
      call.close()
    }),
    end: { type: 'hung-up' },
  },
]

describe('no secret of a call shows', () => {
  it.each(meetings)('when it meets $name', async ({ meet, end, invalid = 0 }) => {
    const clock = createClock()
    const { options, happen } = await meet(token)
    const call = openCall({ token, clock, ...options })
    const emitted = listen(call)
    const error = call.started.catch((reason: unknown) => reason)
    // What is said before the start waits; what is said after the end is dropped.
    call.sendAudio(sound)
    await happen?.(call, clock)
    call.sendAudio(sound)
    const reason = await call.ended
    expect(reason).toMatchObject(end)
    expect(call.sendAudio(sound)).toEqual({ status: 'dropped' })
    expect(emitted.filter((it) => (it as { event: string }).event === 'invalid')).toHaveLength(invalid)
    expect(emitted.length).toBeGreaterThan(1)
    scan([...emitted, await error, reason, call, call.delivery, call.audio])
  })

  it('in what is thrown of what cannot be sent', async () => {
    const line = opened(await openLine())
    const call = openCall({ token, baseUrl: line.baseUrl })
    const attempts = [
      () => call.sendAudio(new Uint8Array(mark.subarray(0, 17))),
      () => call.sendAudio([mark.toString()] as never),
      () => call.sendToolOutput('1', `${mark.toString()}${'x'.repeat(1_048_576)}`),
      () => call.sendToolOutput('1', { text: mark.toString() } as never),
      () => call.sendToolOutput({ id: mark.toString() } as never, ''),
    ]
    const thrown = attempts.map((attempt): unknown => {
      try {
        return attempt()
      } catch (error) {
        return error
      }
    })
    for (const error of thrown) expect(error).toMatchObject({ _tag: 'InvalidArgumentError' })
    scan([...thrown, call])
    call.close()
    await call.ended
  })

  it.each(['SecurityError', 'TypeError'])(
    'when the WebSocket class throws a %s that quotes the address',
    async (kind) => {
      class Forbidden extends EventTarget {
        constructor(url: string) {
          super()
          const words = `Refused to connect to '${url}' because it violates the Content Security Policy`
          throw Object.assign(new Error(words), { name: kind, url })
        }
      }
      let thrown: unknown
      try {
        openCall({ token, baseUrl: 'https://example.org', WebSocket: Forbidden })
      } catch (error) {
        thrown = error
      }
      const expected = {
        _tag: 'UnreachableError',
        delivery: 'not-sent',
        origin: 'wss://example.org',
        code: kind,
      }
      expect(thrown).toMatchObject(expected)
      const platform = opened(await openPlatform([{}]))
      const result = await connect(contextFor(platform.baseUrl), agent, {
        WebSocket: Forbidden,
      })
      expect(result).toMatchObject({ left: { ...expected, origin: platform.baseUrl.replace('http', 'ws') } })
      scan([thrown, result])
    },
  )
})

const quoting = { 'x-token': `${secrets.token}-1`, location: `/?token=${secrets.token}-1` }

describe('no secret shows of connect', () => {
  it.each<[string, Try, object]>([
    ['the mint is refused', { mint: 401 }, { _tag: 'RefusedError', status: 401 }],
    ['the mint fails', { mint: 500 }, { _tag: 'RefusedError', status: 500 }],
    ['the mint breaks off', { mint: 'reset' }, { _tag: 'UnreachableError' }],
    ['the upgrade is refused', { upgrade: 401, headers: quoting }, { _tag: 'RefusedError', status: 401 }],
    ['the upgrade fails', { upgrade: 503, headers: quoting }, { _tag: 'RefusedError', status: 503 }],
    ['the upgrade is redirected', { upgrade: 302, headers: quoting }, { _tag: 'RefusedError', status: 302 }],
    ['the upgrade breaks off', { upgrade: 'reset' }, { _tag: 'UnreachableError' }],
    ['the session ends before it starts', { upgrade: 'ended' }, { _tag: 'SessionOverError' }],
    [
      'the platform closes before the session starts',
      { upgrade: 'unbegun', closeReason: `no ${secrets.token}-3` },
      { _tag: 'ConnectionLostError', reason: 'no ***' },
    ],
  ])('when %s', async (_name, script, expected) => {
    const platform = opened(await openPlatform([script]))
    const result = await connect(contextFor(platform.baseUrl), agent)
    expect(result).toMatchObject({ _tag: 'Left', left: expected })
    scan([result])
  })

  it('when the name of the platform cannot be resolved', async () => {
    const result = await connect(contextFor('https://nobody.invalid'), agent)
    expect(result).toMatchObject({ _tag: 'Left', left: { _tag: 'UnreachableError', delivery: 'not-sent' } })
    scan([result])
  })

  it.each(['the mint', 'the upgrade', 'the start'])(
    'when it is aborted, or takes too long, before %s',
    async (stage) => {
      const script: Try = {
        'the mint': { mint: 'silent' },
        'the upgrade': { upgrade: 'silent' },
        'the start': { upgrade: 'unbegun' },
      }[stage] as Try
      for (const way of ['abort', 'time']) {
        const platform: ScriptedPlatform = opened(await openPlatform([script]))
        const clock = createClock()
        const abort = new AbortController()
        const client = createClient({ apiKey, baseUrl: platform.baseUrl, clock })
        const failed = client.connect(agent, { signal: abort.signal }).catch((error: unknown) => error)
        await until(() => platform.requests.length === (stage === 'the mint' ? 1 : 2))
        if (way === 'abort') abort.abort()
        else await clock.tickAsync(20_000)
        const error = await failed
        expect(error).toMatchObject({ _tag: way === 'abort' ? 'AbortedError' : 'TimeoutError' })
        scan([error, client])
      }
    },
  )

  it('in the call, the client and all that is emitted, whatever the platform quotes', async () => {
    const platform = opened(
      await openPlatform([
        {
          frames: [`{"${secrets.token}-1`, says('response_text', { text: [`${secrets.token}-1`] })],
          closeReason: `no ${secrets.token}-1`,
        },
      ]),
    )
    const client = createClient({ apiKey, baseUrl: platform.baseUrl })
    const call = await client.connect(agent)
    const emitted = listen(call)
    call.on('message', (message) => emitted.push(message))
    const end = await call.ended
    expect(end).toEqual({ type: 'lost', code: 1011, reason: 'no ***' })
    expect(emitted).toHaveLength(5)
    scan([...emitted, end, call, call.delivery, client])
  })
})

describe('a session token', () => {
  it('is seen in the query of one upgrade, and the key in one header of every other request', async () => {
    const platform = opened(await openPlatform([{ upgrade: 503 }, { upgrade: 'reset' }, {}]))
    const { requests, minted } = platform
    for (let n = 0; n < 2; n += 1) {
      const result = await connect(contextFor(platform.baseUrl), agent)
      if (result._tag === 'Left') throw result.left
      result.right.sendAudio(sound)
      result.right.close()
      await result.right.ended
    }
    // Whatever it answers.
    await createClient({ apiKey, baseUrl: platform.baseUrl, retries: 0 })
      .calls.get('c')
      .catch(() => undefined)
    const places = (secret: string) =>
      requests.flatMap(({ method = '', url = '', headers }) => {
        const { pathname, searchParams } = new URL(url, 'http://x')
        const parts = [
          ...Object.entries(headers),
          ...searchParams,
          ['path', pathname],
          ['url', url.split('?')[0]],
        ]
        return parts
          .filter((part) => String(part).includes(secret))
          .map(([name]) => `${method} ${pathname} ${String(name)}`)
      })
    // It takes the last request, too, for one of a token.
    const given = minted.slice(0, -1)
    expect(given).toHaveLength(4)
    for (const one of given) expect(places(one)).toEqual(['GET /v1/connection token'])
    const posts = given.map(() => 'POST /v1/session-token authorization')
    expect(places(apiKey).sort()).toEqual(['GET /v1/calls/c authorization', ...posts])
    expect(requests.filter(({ headers }) => 'upgrade' in headers)).toHaveLength(4)
    for (const { headers } of requests.filter(({ headers }) => 'upgrade' in headers))
      for (const name of [
        'authorization',
        'origin',
        'referer',
        'cookie',
        'user-agent',
        'sec-websocket-protocol',
      ])
        expect(headers[name]).toBeUndefined()
  })
})

/** How a token may be quoted, and what is left of it. */
const spellings: readonly (readonly [spell: (token: string) => string, masked: string])[] = [
  [(text) => text, '***'],
  [encodeURIComponent, '***'],
  [(text) => new URLSearchParams({ token: text }).toString(), 'token=***'],
  [(text) => JSON.stringify(text), '"***"'],
]
const oddTokens = [
  'canary.session-token_1',
  'canary/session+token==',
  'canary"session\\token',
  "canary'(session)!~*token",
]

describe('a token that the platform says back', () => {
  const all = oddTokens.flatMap((one) =>
    spellings.map(([spell, masked]) => ({ one, quoted: spell(one), masked })),
  )

  it.each(all)('is masked in a refusal (%#)', async ({ one, quoted, masked }) => {
    const http = await openHttp((_request, response) =>
      response.writeHead(401).end(JSON.stringify({ error: `the token ${quoted} is old` })),
    )
    closing.push(http.close)
    const call = openCall({ token: one, baseUrl: http.baseUrl })
    const error = await call.started.catch((reason: unknown) => reason)
    const reason = await call.ended
    expect(error).toMatchObject({ _tag: 'RefusedError', reason: `the token ${masked} is old` })
    expect(reason).toEqual({ type: 'refused', status: 401, message: `the token ${masked} is old` })
    scan([error, reason, call], [one, quoted])
  })

  it.each(all)('is masked in the reason of a close (%#)', async ({ one, quoted, masked }) => {
    const line = opened(await openLine())
    const call = openCall({ token: one, baseUrl: line.baseUrl })
    const emitted = listen(call)
    const { socket } = await line.answer()
    socket.close(4401, `the token ${quoted} is old`)
    const error = await call.started.catch((reason: unknown) => reason)
    const reason = await call.ended
    expect(error).toMatchObject({ _tag: 'ConnectionLostError', reason: `the token ${masked} is old` })
    expect(reason).toEqual({ type: 'lost', code: 4401, reason: `the token ${masked} is old` })
    scan([error, reason, call, ...emitted], [one, quoted])
  })

  it('is left out of the reason of a close that has no room for the whole of it', async () => {
    const long = `canary.${'payload'.repeat(40)}.signature`
    const line = opened(await openLine())
    const call = openCall({ token: long, baseUrl: line.baseUrl })
    const emitted = listen(call)
    const { socket } = await line.answer()
    socket.close(4401, `the token ${long} is old`.slice(0, 123))
    const error = await call.started.catch((reason: unknown) => reason)
    const reason = await call.ended
    expect(reason).toEqual({ type: 'lost', code: 4401, reason: 'the token ' })
    scan([error, reason, call, ...emitted], [long, long.slice(0, 16)])
  })
})
