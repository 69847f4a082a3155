import { openCall } from '../src/socket/call-socket.ts'
import { explainEnd } from '../src/socket/explain-end.ts'
import { says } from './line.ts'
import { acceptOf, closeFrameOf, frameOf, openRawServer, startFrame, type RawServer } from './raw-server.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(60_000)

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
  await call.opened
  return { call, socket }
}

const text = (words: string) => says('response_text', { turn_id: 't', text: words })
const repeat = (frame: Buffer, count: number) => Buffer.alloc(frame.length * count, frame)
const join = (...parts: readonly Buffer[]) => Buffer.concat(parts)

const goodbye = join(frameOf(says('session_ended')), closeFrameOf(1000))

describe('a frame that breaks the protocol', () => {
  const manyParts = (count: number) =>
    join(frameOf('', { opcode: 1, fin: false }), repeat(frameOf('x', { opcode: 0, fin: false }), count))
  it.each([
    ['invalid UTF-8', frameOf(Buffer.from([0xc3, 0x28])), 1007],
    [
      'invalid UTF-8 in parts',
      join(frameOf(Buffer.from([0xf0]), { fin: false }), frameOf('a', { opcode: 0 })),
      1007,
    ],
    ['a masked frame', frameOf(text('no'), { masked: true }), 1002],
    ['the first reserved bit', frameOf(text('no'), { reserved: 4 }), 1002],
    ['the other reserved bits', frameOf(text('no'), { reserved: 3 }), 1002],
    ['an unknown opcode', frameOf('', { opcode: 3 }), 1002],
    ['an unknown control opcode', frameOf('', { opcode: 11 }), 1002],
    ['a ping in parts', frameOf('', { opcode: 9, fin: false }), 1002],
    ['a ping that is too long', frameOf(Buffer.alloc(126), { opcode: 9 }), 1002],
    ['close code 999', closeFrameOf(999), 1002],
    ['close code 1006 on the wire', closeFrameOf(1006), 1002],
    ['a close frame of one byte', frameOf(Buffer.from([3]), { opcode: 8 }), 1002],
    ['a close reason that is no UTF-8', closeFrameOf(1000, Buffer.from([0xc3, 0x28])), 1007],
    ['a length of 2^53', frameOf('', { length: 2n ** 53n }), 1009],
    ['a length of 2^63', frameOf('', { length: 2n ** 63n }), 1009],
    ['100 MB declared', frameOf('', { length: 100_000_000n }), 1009],
    ['one byte more than 1 MiB', frameOf('', { length: 1_048_577n }), 1009],
    [
      'more than 1 MiB in parts',
      join(
        frameOf(Buffer.alloc(1_000_000, 'a'), { fin: false }),
        frameOf(Buffer.alloc(50_000, 'a'), { opcode: 0 }),
      ),
      1009,
    ],
    ['a part without a beginning', frameOf('x', { opcode: 0 }), 1002],
    ['a beginning within a message', join(frameOf('x', { fin: false }), frameOf('y')), 1002],
    ['100,000 tiny parts', manyParts(100_000), 1009],
    ['5,000 tiny parts', manyParts(5_000), 1009],
  ])('%s ends the call as a breach', async (_name, frame, code) => {
    const { call, socket } = await begin()
    const told: unknown[] = []
    call.on('end', (reason) => told.push(reason))
    socket.write(frame)
    const reason = await call.ended
    expect(reason).toMatchObject({ type: 'lost', code })
    expect(explainEnd(reason)).toEqual({ class: 'protocol', restartable: false })
    expect(told).toHaveLength(1)
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

  it('is reported when it is binary, and the call goes on', async () => {
    const { call, socket } = await begin()
    const lengths: number[] = []
    call.on('invalid', ({ length }) => lengths.push(length))
    socket.write(frameOf(text('no'), { opcode: 2 }))
    socket.end(goodbye)
    for await (const message of call.messages()) expect(message.type).toMatch(/^session_/)
    expect(lengths).toHaveLength(1)
    expect(await call.ended).toEqual({ type: 'session-ended' })
  })

  const pings = (count: number) => repeat(frameOf('', { opcode: 9 }), count)

  it('is no matter when it is a ping, or fifty at once', async () => {
    const { call, socket } = await begin()
    socket.write(pings(50))
    socket.end(goodbye)
    expect(await call.ended).toEqual({ type: 'session-ended' })
  })

  it('is cut when it is a million pings at once, before the answers pile up', async () => {
    const { call, socket } = await begin()
    socket.write(pings(1_000_000))
    expect(await call.ended).toEqual({ type: 'lost', code: 1006, reason: '' })
  })
})
