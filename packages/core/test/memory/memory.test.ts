import type { OutgoingHttpHeaders } from 'node:http'
import { gzipSync } from 'node:zlib'
import { hostileFrames, millionPings } from '../hostile-frames.ts'
import { openHttp, openLine, says } from '../line.ts'
import { bundleProgram, type Program } from '../program.ts'
import { acceptOf, frameOf, openRawServer, startFrame } from '../raw-server.ts'

// A busy machine is slow to carry what happens at once.
jest.setTimeout(300_000)

const mega = 1_048_576

// Each program measures itself, after its rubbish is out; little room for young values, and one collector, make what is resident steady.
const nodeArgs = ['--expose-gc', '--max-semi-space-size=1', '--single-threaded-gc']
const programs: Program[] = []
const start = (name: string, args: readonly unknown[]) => {
  const program = bundleProgram(`memory/${name}.program.ts`)
  programs.push(program)
  return program.start(args.map(String), nodeArgs)
}
const servers: { close(): Promise<void> }[] = []
const served = <S extends { close(): Promise<void> }>(server: S): S => {
  servers.push(server)
  return server
}
afterEach(async () => {
  for (const program of programs.splice(0)) program.remove()
  for (const server of servers.splice(0)) await server.close()
})

describe('the memory of a program', () => {
  it('does not grow while it takes 20 ms for each of 200,000 messages, and reads all of them in order', async () => {
    const line = served(await openLine())
    const { ended } = start('slow-reader', [line.baseUrl])
    const { socket } = await line.answer()
    socket.send(says('session_started', { id: 'call-1' }))
    for (let n = 0; n < 200_000; n += 1) {
      socket.send(says('response_text', { turn_id: String(n), text: 'some words of the agent' }))
      if (socket.bufferedAmount > 1_000_000)
        while (socket.bufferedAmount > 500_000) await new Promise((resolve) => setImmediate(resolve))
    }
    socket.send(says('session_ended'))
    const { said } = await ended
    expect(said).toMatchObject({ end: 'session-ended', read: 200_000, inOrder: true })
    // The platform was made to wait, far longer than a silence may be.
    expect(said['tookMs']).toBeGreaterThan(1_000_000)
    // What waits is 1,500 messages at most; without a limit it is 40 MB and more.
    expect(said['ownBytes']).toBeLessThan(20 * mega)
    expect(said['rssBytes']).toBeLessThan(20 * mega)
  })

  it('does not grow while it says 66 kB a second for five minutes into an uplink of 20', async () => {
    const server = served(await openRawServer())
    const seconds = 300
    const { child, ended } = start('slow-uplink', [server.baseUrl, seconds])
    const { socket, head } = await server.answer()
    socket.pause()
    socket.write(acceptOf(head))
    socket.write(startFrame)
    // What was read too much of in one second counts for the next.
    let mayRead = 0
    const pace = () => {
      if (mayRead > 0) return
      socket.pause()
      // The other direction is well: a line that says something is no dead one.
      socket.write(frameOf(says('mystery')))
    }
    socket.on('data', (chunk: Buffer) => {
      mayRead -= chunk.length
      pace()
    })
    child.on('message', () => {
      mayRead += 20_000
      if (mayRead > 0) socket.resume()
      pace()
    })
    const { said } = await ended
    expect(said).toMatchObject({ state: 'live' })
    expect(said['mostBuffered']).toBeLessThanOrEqual(65_536 + 1_330)
    expect(said['givenMs']).toBe((120 + seconds) * 1_000)
    expect(said['droppedMs']).toBeGreaterThan((seconds * 1_000) / 2)
    // What was not taken is 14 MB.
    expect(said['ownBytes']).toBeLessThan(10 * mega)
    expect(said['rssBytes']).toBeLessThan(10 * mega)
  })

  const mega64 = Buffer.alloc(64 * mega, ' ')
  it.each<[string, string, number, OutgoingHttpHeaders, Buffer]>([
    ['says so', 'InvalidResponseError', 200, { 'content-length': mega64.length }, mega64],
    ['does not say so', 'InvalidResponseError', 200, {}, mega64],
    ['comes packed', 'InvalidResponseError', 200, { 'content-encoding': 'gzip' }, gzipSync(mega64)],
    ['is the page of an error', 'RefusedError', 502, { 'content-type': 'text/html' }, mega64],
  ])('has no room for an answer of 64 MB that %s', async (_name, end, status, headers, body) => {
    let isFirst = true
    const http = served(
      await openHttp((_request, response) => {
        response.on('error', () => undefined)
        if (isFirst) response.writeHead(200, { 'content-type': 'application/json' }).end('[]')
        else response.writeHead(status, { 'content-type': 'application/json', ...headers }).write(body)
        isFirst = false
      }),
    )
    const { said } = await start('huge-answer', [http.baseUrl]).ended
    expect(said['end']).toBe(end)
    expect(said['peakBytes']).toBeLessThan(64 * mega)
    expect(said['ownBytes']).toBeLessThan(2 * mega)
  })

  it('holds 100,000 settled tool calls within 64 MB, and still recognises the first of them', async () => {
    const { said } = await start('tool-calls', [100_000]).ended
    expect(said).toMatchObject({ outputs: 100_000, runs: 100_000 })
    // Their ids; with arguments and outputs it is 300 MB and more.
    expect(said['ownBytes']).toBeLessThan(20 * mega)
    expect(said['rssBytes']).toBeLessThan(64 * mega)
  })

  it('holds 100,000 tool calls that wait for room within 64 MB', async () => {
    const { said } = await start('waiting-tool-calls', [100_000]).ended
    expect(said['runs']).toBe(32)
    // Their messages and ids; with a function for each it is 80 MB and more.
    expect(said['ownBytes']).toBeLessThan(64 * mega)
  })

  it('does not grow by whatever breaks the protocol, again and again, nor for a moment', async () => {
    const server = served(await openRawServer())
    const kinds = [
      ...hostileFrames.map(([name, frame, code]) => ({
        name,
        frame,
        mostBytes: (code === 1009 ? 10 : 20) * mega,
      })),
      { name: 'a million pings that cannot be answered', frame: millionPings, mostBytes: 20 * mega },
    ]
    const { child, ended } = start('hostile-frames', [server.baseUrl, kinds.length, 5])
    for (let round = 0; round < 25; round += 1)
      for (const { frame } of kinds) {
        const { socket, head } = await server.answer()
        const isUnread = frame === millionPings
        if (isUnread) socket.pause()
        socket.write(acceptOf(head))
        socket.write(startFrame)
        if (isUnread) await new Promise((resolve) => child.once('message', resolve))
        socket.write(frame)
        if (isUnread) socket.resume()
        await new Promise((resolve) => socket.once('close', resolve))
      }
    const { said } = await ended
    expect(said['codes']).toEqual(['1002', '1006', '1007', '1009'])
    expect(said['ownBytes']).toBeLessThan(mega)
    expect(said['rssBytes']).toBeLessThan(10 * mega)
    const peaks = said['peakBytes'] as readonly number[]
    expect(peaks).toHaveLength(kinds.length)
    const tooMuch = kinds.flatMap(({ name, mostBytes }, n) => {
      const bytes = peaks[n] ?? Infinity
      return bytes <= mostBytes ? [] : [`${name}: ${bytes} bytes`]
    })
    expect(tooMuch).toEqual([])
  })
})
