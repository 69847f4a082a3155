import { deflateRawSync } from 'node:zlib'
import { closeFrameOf, frameOf } from './raw-server.ts'

const repeat = (frame: Buffer, count: number) => Buffer.alloc(frame.length * count, frame)
const join = (...parts: readonly Buffer[]) => Buffer.concat(parts)
const text = 'a text'
const manyParts = (count: number) =>
  join(frameOf('', { opcode: 1, fin: false }), repeat(frameOf('x', { opcode: 0, fin: false }), count))

const mib = 1_048_576
/** What would be 20 MB once it is inflated. */
const bomb = deflateRawSync(Buffer.alloc(20_000_000))

/** What breaks the protocol of WebSocket, by name, with the close code that it is worth (RFC 6455 section 7.4.1). */
export const hostileFrames: readonly (readonly [name: string, frame: Buffer, code: number])[] = [
  ['invalid UTF-8', frameOf(Buffer.from([0xc3, 0x28])), 1007],
  [
    'invalid UTF-8 in parts',
    join(frameOf(Buffer.from([0xf0]), { fin: false }), frameOf('a', { opcode: 0 })),
    1007,
  ],
  ['a masked frame', frameOf(text, { masked: true }), 1002],
  ['the first reserved bit', frameOf(text, { reserved: 4 }), 1002],
  ['a deflate bomb', frameOf(bomb, { reserved: 4 }), 1002],
  ['the other reserved bits', frameOf(text, { reserved: 3 }), 1002],
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
  [
    '100 MB declared, and 16 MB of them',
    frameOf(Buffer.alloc(16_000_000, 'a'), { length: 100_000_000n }),
    1009,
  ],
  ['one byte more than 1 MiB declared', frameOf('', { length: 1_048_577n }), 1009],
  ['one byte more than 1 MiB, all there', frameOf(Buffer.alloc(mib + 1, 'a')), 1009],
  [
    'more than 1 MiB in parts',
    join(
      frameOf(Buffer.alloc(1_000_000, 'a'), { fin: false }),
      frameOf(Buffer.alloc(50_000, 'a'), { opcode: 0 }),
    ),
    1009,
  ],
  [
    'one byte more than 1 MiB in two parts',
    join(frameOf(Buffer.alloc(mib, 'a'), { fin: false }), frameOf('a', { opcode: 0 })),
    1009,
  ],
  ['a part without a beginning', frameOf('x', { opcode: 0 }), 1002],
  ['a beginning within a message', join(frameOf('x', { fin: false }), frameOf('y')), 1002],
  ['100,000 tiny parts', manyParts(100_000), 1009],
  ['5,000 tiny parts', manyParts(5_000), 1009],
]

/** A million pings at once, in one piece. */
export const millionPings = repeat(frameOf('', { opcode: 9 }), 1_000_000)
