import { type CallOptions, encodeAudio } from '@vatel/core'
import { from, merge, type Observable } from 'rxjs'
import { openHttp, openLine, says, type Line } from '../../core/test/line.ts'
import { briskClock } from '../../core/test/rest/platform.ts'
import { sightings } from '../../core/test/rest/sightings.ts'
import { textsIn } from '../../core/test/texts-in.ts'
import { type Call, connectCall, fleet, record, redial } from '../src/index.ts'

// A busy machine takes long for these calls.
jest.setTimeout(300_000)

const token = 'canary/session+token'
const sound = new Int16Array(new Uint8Array(Buffer.from('canary-of-a-sound!')).buffer)
const hidden = [token, encodeURIComponent(token), 'canary-of-a-sound!', encodeAudio(sound)]

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** Collects everything that calls emit, except their intended content, and the error at the end. */
const follow = async (call$: Observable<Call>, happen?: () => Promise<void>) => {
  const emitted: unknown[] = []
  const error = await new Promise((resolve) => {
    call$.subscribe({
      next: (call) => {
        emitted.push(call)
        merge(call.invalid$, call.state$, call.end$).subscribe((value) => emitted.push(value))
        record({ audio: 'hash' })(call).subscribe((line) => emitted.push(line))
        call.messages$.subscribe(({ type }) => type === 'session_started' && call.connection.sendAudio(sound))
      },
      error: resolve,
      complete: () => resolve(undefined),
    })
    void happen?.()
  })
  return { emitted, error }
}

const scan = (things: readonly unknown[]) => {
  expect(things.length).toBeGreaterThan(0)
  for (const thing of things) expect(sightings(thing, hidden)).toEqual([])
  const texts = [...textsIn(things)]
  expect(texts.filter((text) => hidden.some((secret) => text.includes(secret)))).toEqual([])
}

type Answered = Awaited<ReturnType<Line['answer']>>
const line = async (happen: (answered: Answered) => void) => {
  const opened = await openLine()
  closing.push(() => opened.close())
  const answer = async () => {
    const answered = await opened.answer()
    answered.socket.send(says('session_started', { id: 'call-1' }))
    happen(answered)
  }
  return { baseUrl: opened.baseUrl, answer }
}

const quotes = ({ socket }: Answered) => {
  socket.send(`{"${token}`)
  socket.send(says('response_text', { turn_id: 't', text: [token] }))
  socket.send(says('response_audio', { turn_id: 7, audio: encodeAudio(sound) }))
  socket.close(4000, `no ${token} ${encodeURIComponent(token)}`)
}

describe('secrets in calls as Observables', () => {
  it('are not shown when a call is lost and the platform quotes them', async () => {
    const { baseUrl, answer } = await line(quotes)
    const { emitted, error } = await follow(
      connectCall({ token: () => Promise.resolve(token), baseUrl }),
      answer,
    )
    expect(error).toMatchObject({
      _tag: 'CallFailedError',
      reason: { type: 'lost', code: 4000, reason: 'no *** ***' },
    })
    expect(
      emitted.filter((it) => (Object(it) as { _tag?: unknown })._tag === 'InvalidMessageError'),
    ).toHaveLength(3)
    scan([...emitted, error])
  })

  it('are not shown when a call ends well', async () => {
    const { baseUrl, answer } = await line(({ socket }) => {
      socket.send(says('response_text', { turn_id: 't', text: 'Hello' }))
      socket.send(says('session_ended'))
      socket.close(1000)
    })
    const { emitted, error } = await follow(connectCall({ token, baseUrl }), answer)
    expect(error).toBeUndefined()
    scan(emitted)
  })

  it.each([401, 500])(
    'are not shown when a call is refused with %d and the platform quotes them',
    async (status) => {
      const http = await openHttp(({ url = '' }, response) => {
        response.writeHead(status, { 'x-token': token }).end(JSON.stringify({ error: `no ${url}` }))
      })
      closing.push(() => http.close())
      const { emitted, error } = await follow(connectCall({ token, baseUrl: http.baseUrl }))
      expect(error).toMatchObject({ _tag: 'CallFailedError', reason: { type: 'refused', status } })
      scan([...emitted, error])
    },
  )

  it('are not shown when the platform is unreachable or the socket cannot be opened', async () => {
    class Forbidden extends EventTarget {
      constructor(url: string) {
        super()
        throw Object.assign(new Error(`refused to connect to ${url}`), { url })
      }
    }
    const gone = await openLine()
    await gone.close()
    const options: CallOptions[] = [
      { token, baseUrl: gone.baseUrl },
      { token, WebSocket: Forbidden },
      { token: `${token} ` },
      { token, baseUrl: `https://example.org/?token=${token}` },
    ]
    for (const each of options) {
      const { emitted, error } = await follow(connectCall(each))
      expect(error).toMatchObject({
        _tag: expect.stringMatching(/^(CallFailedError|UnreachableError|InvalidArgumentError)$/) as string,
      })
      scan([...emitted, error])
    }
  })

  it('are not shown in the session that a redialed call replaces', async () => {
    const { baseUrl, answer } = await line(({ socket, tcp }) => {
      socket.send(says('tool_call', { toolCallId: '1', toolName: 'look' }), () => tcp.resetAndDestroy())
    })
    const call$ = connectCall({ token: () => Promise.resolve(token), baseUrl })
    const { emitted, error } = await follow(
      call$.pipe(redial({ minLiveMs: 0, clock: briskClock })),
      async () => {
        await answer()
        await answer()
      },
    )
    const replaced = emitted.filter((it) => typeof it === 'object' && it !== null && 'replaces' in it)
    expect(replaced).toMatchObject([{ replaces: { sessionId: 'call-1', reason: { type: 'lost' } } }])
    expect(error).toMatchObject({ _tag: 'CallFailedError' })
    scan([...emitted, error])
  })

  it('are not shown in the states of a fleet', async () => {
    const { baseUrl, answer } = await line(quotes)
    const states: unknown[] = []
    void answer()
    await new Promise<void>((resolve) => {
      const calls$ = from([connectCall({ token, baseUrl }), connectCall({ token: ` ${token}` })])
      fleet(calls$).subscribe({
        next: (state) => states.push(state),
        complete: resolve,
      })
    })
    expect(states.at(-1)).toMatchObject([{ state: 'failed' }, { state: 'failed' }])
    scan(states)
  })
})
