import { openCall } from '../src/call/socket.ts'
import { explainEnd } from '../src/call/end-reason.ts'
import { fillUplink } from './fill-uplink.ts'
import { hostileFrames, millionPings } from './hostile-frames.ts'
import { says } from './line.ts'
import { acceptOf, closeFrameOf, frameOf, openRawServer, startFrame, type RawServer } from './raw-server.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

let server: RawServer
beforeEach(async () => {
  server = await openRawServer()
})
afterEach(() => server.close())

const begin = async () => {
  const call = openCall({ token: 'token', baseUrl: server.baseUrl })
  const { socket, head } = await server.answer()
  socket.write(acceptOf(head))
  socket.write(startFrame)
  await call.started
  return { call, socket }
}

const text = (words: string) => says('response_text', { turn_id: 't', text: words })
const repeat = (frame: Buffer, count: number) => Buffer.alloc(frame.length * count, frame)
const join = (...parts: readonly Buffer[]) => Buffer.concat(parts)

const goodbye = join(frameOf(says('session_ended')), closeFrameOf(1000))

describe('a frame that breaks the protocol', () => {
  it.each(hostileFrames)('%s ends the call as a breach', async (_name, frame, code) => {
    const { call, socket } = await begin()
    const emitted: unknown[] = []
    const seen: string[] = []
    call.on('end', (reason) => emitted.push(reason))
    call.on('message', ({ type }) => seen.push(type))
    call.on('invalid', () => seen.push('invalid'))
    socket.write(frame)
    const reason = await call.ended
    expect(reason).toMatchObject({ type: 'lost', code })
    expect(explainEnd(reason)).toEqual({ class: 'protocol', retryable: false })
    expect(emitted).toEqual([reason])
    expect(seen).toEqual(['session_started'])
    expect(call.state).toBe('ended')
  })

  it('is never inflated, even when the platform claims that compression was agreed on', async () => {
    const call = openCall({ token: 'token', baseUrl: server.baseUrl })
    const { socket, head } = await server.answer()
    const agreed = 'Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n'
    socket.write(acceptOf(head).replace(/\r\n$/, agreed))
    socket.write(hostileFrames.find(([name]) => name === 'a deflate bomb')?.[1] ?? '')
    await expect(call.started).rejects.toMatchObject({ _tag: 'UnreachableError', delivery: 'unknown' })
    expect(await call.ended).toMatchObject({ type: 'failed' })
  })
})

describe('a frame that is unusual', () => {
  const mib = 1_048_576
  const sized = (length: number) => {
    const empty = text('')
    return text('x'.repeat(length - empty.length))
  }
  it.each([
    ['1 MiB exactly', frameOf(sized(mib)), mib],
    ['one byte less', frameOf(sized(mib - 1)), mib - 1],
    [
      'one in parts',
      join(frameOf(sized(100).slice(0, 7), { fin: false }), frameOf(sized(100).slice(7), { opcode: 0 })),
      100,
    ],
    [
      'one with a ping between its parts',
      join(
        frameOf(sized(100).slice(0, 7), { fin: false }),
        frameOf('', { opcode: 9 }),
        frameOf(sized(100).slice(7), { opcode: 0 }),
      ),
      100,
    ],
  ])('arrives: %s', async (_name, frame, length) => {
    const { call, socket } = await begin()
    socket.write(frame)
    socket.end(goodbye)
    const seen = []
    for await (const message of call.messages()) seen.push(message)
    expect(seen.map(({ type }) => type)).toEqual(['session_started', 'response_text', 'session_ended'])
    expect(text((seen[1] as { data: { text: string } }).data.text)).toHaveLength(length)
  })

  it('is the same message when it is binary, and is judged only then', async () => {
    const { call, socket } = await begin()
    const seen: string[] = []
    const issues: string[][] = []
    call.on('invalid', (error) => issues.push([...error.issues]))
    const umlaut = says('response_text', { turn_id: 't', text: 'Grüezi' })
    socket.write(frameOf(umlaut, { opcode: 2 }))
    socket.write(frameOf(Buffer.from([0xff, 0xfe, 0x7b]), { opcode: 2 }))
    socket.end(goodbye)
    for await (const message of call.messages())
      seen.push(message.type === 'response_text' ? message.data.text : message.type)
    expect(seen).toEqual(['session_started', 'Grüezi', 'session_ended'])
    expect(issues).toEqual([['not JSON']])
    expect(await call.ended).toEqual({ type: 'session-ended' })
  })

  it('is no matter when it is a ping, or fifty at once', async () => {
    const { call, socket } = await begin()
    socket.write(repeat(frameOf('', { opcode: 9 }), 50))
    socket.end(goodbye)
    expect(await call.ended).toEqual({ type: 'session-ended' })
  })

  it('is cut when it is a million pings at once, before the answers pile up', async () => {
    const { call, socket } = await begin()
    socket.write(millionPings)
    expect(await call.ended).toEqual({ type: 'lost', code: 1006, reason: '' })
  })

  it('is cut when it is a million pings that we cannot answer, for the platform reads nothing', async () => {
    const { call, socket } = await begin()
    socket.pause()
    await fillUplink(call)
    // As many answers may wait.
    socket.write(repeat(frameOf('', { opcode: 9 }), 60))
    socket.write(frameOf(says('mystery')))
    await new Promise<void>((resolve) => {
      call.on('message', ({ type }) => type === 'unknown' && resolve())
    })
    expect(call.state).toBe('live')
    socket.write(millionPings)
    expect(await call.ended).toEqual({ type: 'lost', code: 1006, reason: '' })
    expect(call.delivery.unsentInputMs).toBeGreaterThan(0)
  })
})
