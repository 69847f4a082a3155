import { openHttp, openLine, says } from './line.ts'
import { bundleProgram, type Program } from './program.ts'
import { everyMethod, secrets } from './rest/every-method.ts'
import { apiKey, hangUp, reset, type Answer } from './rest/serve.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

let program: Program
beforeAll(() => {
  program = bundleProgram('silence.program.ts')
})
afterAll(() => program.remove())

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const quote =
  (status: number, type: string): Answer =>
  ({ headers, url = '' }, response, body) => {
    const location = `https://example.org${url}?${encodeURIComponent(body)}`
    response.writeHead(status, { 'content-type': type, location })
    response.end(JSON.stringify({ error: `${String(headers.authorization)} ${url} ${body}` }))
  }

const refuse = quote(401, 'application/json')

/** Every way to answer, one for each time that everything is asked for. */
const ways: readonly Answer[] = [
  ...[200, 307, 400, 401, 404, 500, 503].map((status) => quote(status, 'application/json')),
  quote(200, 'audio/wav'),
  quote(502, 'text/html'),
  reset,
  hangUp,
  () => undefined,
]

const token = `${secrets.token}/1`

/** Every way for a call to go. */
const talks: readonly ((
  socket: Awaited<ReturnType<Awaited<ReturnType<typeof openLine>>['answer']>>,
) => void)[] = [
  ({ socket }) => socket.close(4401, `no ${token}`),
  ({ socket }) => {
    socket.send(says('session_started', { id: 'call-1' }))
    for (const text of ['', '{', `["${token}"]`, says('tool_call', { toolCallId: '1', toolName: token })])
      socket.send(text)
    socket.send(says('response_text', { turn_id: 7 }))
    socket.send(says('session_ended'))
  },
  ({ socket, tcp }) => socket.send(says('session_started', { id: 'call-1' }), () => tcp.resetAndDestroy()),
  ({ socket, tcp }) =>
    socket.send(says('session_started', { id: 'call-1' }), () => tcp.write(Buffer.of(0xff, 0xff))),
  ({ tcp }) => tcp.destroy(),
]

describe('the console, the standard streams and the warnings of the process', () => {
  it('get no text, whatever a program asks for and however it fails', async () => {
    let asked = 0
    const http = await openHttp((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        const isUpgrade = 'upgrade' in request.headers
        const way = isUpgrade ? refuse : ways[Math.floor(asked / everyMethod.length) % ways.length]
        asked += 1
        way?.(request, response, body)
      })
    })
    const line = await openLine()
    closing.push(
      () => line.close(),
      () => http.close(),
    )
    const args = [http.baseUrl, line.baseUrl, apiKey, token, String(ways.length), String(talks.length)]
    const { ended } = program.start(args)
    for (const talk of talks) {
      const answered = await line.answer()
      answered.socket.on('error', () => undefined)
      talk(answered)
    }
    expect(await ended).toEqual({
      code: 0,
      said: {
        said: [],
        hears: ['debug', 'stderr', 'warning'],
        settled: ways.length * everyMethod.length + talks.length + 2,
      },
    })
  })
})
