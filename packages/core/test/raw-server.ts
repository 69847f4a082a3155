import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { says } from './line.ts'

/** A server of bytes, for what no library would send. */
export interface RawServer {
  readonly baseUrl: string
  /** The next connection, with the head of its request, or with what came before another end. */
  answer(end?: string): Promise<{ readonly socket: Socket; readonly head: string }>
  close(): Promise<void>
}

/** Opens a TCP server on loopback that says nothing of its own. */
export const openRawServer = async (): Promise<RawServer> => {
  const arrivals: Socket[] = []
  const all = new Set<Socket>()
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    all.add(socket)
    arrivals.push(socket)
    server.emit('arrival')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    baseUrl: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    async answer(end = '\r\n\r\n') {
      if (arrivals.length === 0) await once(server, 'arrival')
      const socket = arrivals.shift() as Socket
      let head = ''
      while (!head.includes(end)) head += String(((await once(socket, 'data')) as [Buffer])[0])
      // Whatever comes later is read, so that nobody waits for it.
      socket.resume()
      return { socket, head }
    },
    async close() {
      for (const socket of all) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** What RFC 6455 section 4.2.2 wants as an answer to an upgrade. */
export const acceptOf = (head: string): string => {
  const key = /sec-websocket-key: (\S+)/i.exec(head)?.[1] ?? ''
  const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  return `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`
}

/** How a frame is written. */
export interface FrameOptions {
  readonly opcode?: number
  readonly fin?: boolean
  /** The three reserved bits, as a number from 0 to 7. */
  readonly reserved?: number
  readonly masked?: boolean
  /** What the header says, whatever there is. */
  readonly length?: bigint
}

/** Writes a frame of WebSocket (RFC 6455 section 5.2), right or wrong. */
export const frameOf = (payload: Buffer | string, options: FrameOptions = {}): Buffer => {
  const { opcode = 1, fin = true, reserved = 0, masked = false } = options
  const body = Buffer.from(payload)
  const length = options.length ?? BigInt(body.length)
  const size = length > 65_535n ? 127 : length > 125n ? 126 : Number(length)
  const head = Buffer.from([(fin ? 0x80 : 0) | (reserved << 4) | opcode, (masked ? 0x80 : 0) | size])
  const extended = Buffer.alloc(size === 127 ? 8 : size === 126 ? 2 : 0)
  if (size === 127) extended.writeBigUInt64BE(length)
  if (size === 126) extended.writeUInt16BE(Number(length))
  return Buffer.concat([head, extended, masked ? Buffer.alloc(4) : Buffer.alloc(0), body])
}

/** A close frame with a code, right or wrong. */
export const closeFrameOf = (code: number, reason: Buffer | string = ''): Buffer =>
  frameOf(Buffer.concat([Buffer.from([code >> 8, code & 0xff]), Buffer.from(reason)]), { opcode: 8 })

/** The frame that begins a session. */
export const startFrame = frameOf(says('session_started', { id: 'call-1' }))
