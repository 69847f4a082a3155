import type { OutgoingHttpHeaders } from 'node:http'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { createClock } from '@sinonjs/fake-timers'
import * as fc from 'fast-check'
import { countingSignal } from '../../test/rest/counting-signal.ts'
import { hurriedClock, longTimeoutMs } from '../../test/rest/hurried-clock.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { closeServers, json, reset, serve, type Answer } from '../../test/rest/serve.ts'
import { until } from '../../test/until.ts'
import { InvalidArgumentError } from '../errors.ts'
import { saveRecording } from '../node.ts'
import { createClient } from './client.ts'
import { readRecording, recordingOf, type Progress } from './recording.ts'
import type { Recording } from './recording.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

const bytes = Buffer.from(Array.from({ length: 200_000 }, (_, n) => n % 251))
const wav = { 'content-type': 'audio/wav' }

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'recordings-'))
})
afterEach(async () => {
  await closeServers()
  await rm(folder, { recursive: true })
})

const whole: Answer = (_request, response) =>
  response.writeHead(200, { ...wav, 'content-length': bytes.length }).end(bytes)
const inPieces: Answer = (_request, response) => {
  response.writeHead(200, wav)
  for (let at = 0; at < bytes.length; at += 50_000) response.write(bytes.subarray(at, at + 50_000))
  response.end()
}
/** Breaks off after so many bytes, with a FIN or a RST. */
const cutAt =
  (length: number, headers: OutgoingHttpHeaders, how: 'destroy' | 'resetAndDestroy'): Answer =>
  ({ socket }, response) => {
    response.writeHead(200, { ...wav, ...headers }).flushHeaders()
    response.write(bytes.subarray(0, length), () => socket[how]())
  }
/** Begins, and then says nothing more. */
const stalling: Answer = (_request, response) => {
  response.writeHead(200, { ...wav, 'content-length': bytes.length }).write(bytes.subarray(0, 1_000))
}

describe('a recording', () => {
  it('is read whole, and says how far it is', async () => {
    const { client } = await serve([whole])
    const reported: Progress[] = []
    const recording = await client.calls.downloadRecording('c')
    const read = await readRecording(recording, { onProgress: (progress) => reported.push(progress) })
    expect(Buffer.from(read).equals(bytes)).toBe(true)
    expect(recording.totalBytes).toBe(bytes.length)
    expect(reported.at(-1)).toEqual({ receivedBytes: bytes.length, totalBytes: bytes.length })
    expect(reported.map(({ receivedBytes }) => receivedBytes)).toEqual(
      reported.map(({ receivedBytes }) => receivedBytes).sort((one, other) => one - other),
    )
  })

  it('is saved whole', async () => {
    const { client } = await serve([inPieces])
    const path = join(folder, 'call.wav')
    const reported: Progress[] = []
    const onProgress = (progress: Progress) => reported.push(progress)
    await saveRecording(await client.calls.downloadRecording('c'), path, { onProgress })
    expect((await readFile(path)).equals(bytes)).toBe(true)
    expect(await readdir(folder)).toEqual(['call.wav'])
    expect(reported.at(-1)).toEqual({ receivedBytes: bytes.length })
  })

  const packed: Answer = (_request, response) => {
    const gzipped = gzipSync(bytes)
    const headers = { ...wav, 'content-encoding': 'gzip', 'content-length': gzipped.length }
    response.writeHead(200, headers).end(gzipped)
  }

  it('has no known size when it is compressed, since the platform declares compressed bytes', async () => {
    const { client } = await serve([packed])
    const recording = await client.calls.downloadRecording('c')
    expect(recording.totalBytes).toBeUndefined()
    expect((await readRecording(recording)).length).toBe(bytes.length)
  })

  it.each([NaN, -1, '5', null])('refuses a limit of %p', async (maxBytes) => {
    const recording = new ReadableStream<Uint8Array>()
    await expect(readRecording(recording, { maxBytes: maxBytes as number })).rejects.toThrow(
      'options.maxBytes: must be a number of bytes',
    )
  })

  it('is not read at all when it declares more than 1 GiB', async () => {
    let pulled = 0
    const endless = () => {
      const body = new ReadableStream({ pull: () => void (pulled += 1) }, { highWaterMark: 0 })
      return Promise.resolve(new Response(body, { headers: { ...wav, 'content-length': '1073741825' } }))
    }
    const client = createClient({ apiKey: 'key', fetch: endless })
    const recording = await client.calls.downloadRecording('c')
    expect(await rejection(readRecording(recording))).toMatchObject({
      _tag: 'InvalidResponseError',
      issues: ['the recording is larger than maxBytes, 1073741824 bytes'],
    })
    expect(pulled).toBe(0)
  })

  it.each([
    ['declares more', whole],
    ['sends more', inPieces],
    ['unpacks to more', packed],
  ])('fails when it %s than maxBytes, and leaves no file', async (_name, answer) => {
    const { client } = await serve([answer])
    const options = { maxBytes: bytes.length - 1 }
    const expected = {
      _tag: 'InvalidResponseError',
      issues: [`the recording is larger than maxBytes, ${String(options.maxBytes)} bytes`],
    }
    expect(await rejection(readRecording(await client.calls.downloadRecording('c'), options))).toMatchObject(
      expected,
    )
    const recording = await client.calls.downloadRecording('c')
    expect(await rejection(saveRecording(recording, join(folder, 'call.wav'), options))).toMatchObject(
      expected,
    )
    expect(await readdir(folder)).toEqual([])
    const read = await readRecording(await client.calls.downloadRecording('c'), { maxBytes: bytes.length })
    expect(Buffer.from(read).equals(bytes)).toBe(true)
  })

  it('is a stream that any reader takes', async () => {
    const { client } = await serve([whole])
    const answer = new Response(await client.calls.downloadRecording('c'))
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
  })

  it('is tried again before it begins', async () => {
    const options = { clock: hurriedClock(), timeoutMs: longTimeoutMs }
    const { client, seen } = await serve([reset, json(503, {}), whole], options)
    expect(await readRecording(await client.calls.downloadRecording('c'))).toHaveLength(bytes.length)
    expect(seen).toHaveLength(3)
  })

  const cuts = fc.sample(fc.nat(bytes.length - 1), { numRuns: 10, seed: 6 })
  const known = { 'content-length': bytes.length }
  it.each([
    ['of known length', 'a FIN', known, 'destroy'],
    ['of known length', 'a RST', known, 'resetAndDestroy'],
    ['in chunks', 'a FIN', {}, 'destroy'],
    ['in chunks', 'a RST', {}, 'resetAndDestroy'],
  ] as const)(
    '%s is an error when %s cuts it, at ten random places, and never a short file',
    async (_name, _by, headers, how) => {
      expect(new Set(cuts).size).toBe(10)
      for (const length of cuts) {
        const { client } = await serve([cutAt(length, headers, how)], { retries: 0 })
        const path = join(folder, 'call.wav')
        const ways: readonly ((recording: Recording) => Promise<unknown>)[] = [
          (recording) => readRecording(recording),
          (recording) => saveRecording(recording, path),
          (recording) => new Response(recording).arrayBuffer(),
        ]
        // A RST may overtake the head of the answer; then it has not begun at all.
        for (const way of ways)
          expect(await rejection(client.calls.downloadRecording('c').then(way))).toMatchObject({
            _tag: 'UnreachableError',
            delivery: 'unknown',
            retryable: true,
          })
        expect(await readdir(folder)).toEqual([])
      }
    },
  )

  it('that is shorter than it says is an error with every fetch', async () => {
    const fetch = () =>
      Promise.resolve(new Response(bytes, { headers: { 'content-length': String(bytes.length + 1) } }))
    const client = createClient({ apiKey: 'key', fetch })
    const failed = rejection(
      client.calls.downloadRecording('c').then((recording) => readRecording(recording)),
    )
    expect(await failed).toMatchObject({ _tag: 'UnreachableError', code: 'SHORT_BODY' })
  })

  it.each(['text/html', 'application/json'])('is none when it is %s', async (type) => {
    const { client } = await serve([
      (_request, response) => response.writeHead(200, { 'content-type': type }).end('<html>'),
    ])
    expect(await rejection(client.calls.downloadRecording('c'))).toMatchObject({
      _tag: 'InvalidResponseError',
      issues: [`the body is no recording but ${type}`],
    })
  })

  it('that stands still for 30 s fails, however long it took before', async () => {
    const clock = createClock()
    let more: () => void = () => undefined
    const slow: Answer = (_request, response) => {
      response.writeHead(200, wav)
      more = () => response.write(bytes.subarray(0, 10))
      more()
    }
    const { client } = await serve([slow], { clock })
    const reader = (await client.calls.downloadRecording('c')).getReader()
    await reader.read()
    for (let chunk = 0; chunk < 5; chunk += 1) {
      const next = reader.read()
      await clock.tickAsync(29_000)
      more()
      expect((await next).done).toBe(false)
    }
    // Nobody waits for the next chunk: a reader may take its time.
    await clock.tickAsync(3_600_000)
    const last = rejection(reader.read())
    await clock.tickAsync(30_000)
    expect(await last).toMatchObject({ _tag: 'TimeoutError', stage: 'recording', afterMs: 30_000 })
    expect(clock.countTimers()).toBe(0)
  })

  it('stops with its signal after it has begun, and leaves no file, timer or listener', async () => {
    const clock = createClock()
    const watch = countingSignal()
    let closed = false
    const watched: Answer = (request, response) => {
      request.socket.on('close', () => (closed = true))
      stalling(request, response, '')
    }
    const { client } = await serve([watched], { clock })
    const recording = await client.calls.downloadRecording('c', { signal: watch.signal })
    let received = 0
    const onProgress = (progress: Progress) => (received = progress.receivedBytes)
    const failed = rejection(saveRecording(recording, join(folder, 'call.wav'), { onProgress }))
    await until(() => received === 1_000)
    expect(watch.listeners).toBe(1)
    watch.abort('enough')
    expect(await failed).toMatchObject({ _tag: 'AbortedError', cause: 'enough', delivery: 'unknown' })
    await until(() => closed)
    expect([watch.listeners, clock.countTimers(), await readdir(folder)]).toEqual([0, 0, []])
  })

  it('fails at once, as one that may be on its way, when the signal has aborted before it begins', async () => {
    let stops = 0
    const recording = recordingOf(new Headers(), new ReadableStream<Uint8Array>(), {
      clock: createClock(),
      origin: 'https://platform',
      signal: AbortSignal.abort('enough'),
      timeoutMs: 1_000,
      failure: () => new InvalidArgumentError('signal', 'must not fail otherwise'),
      stop: () => (stops += 1),
    })
    expect(stops).toBe(1)
    expect(await rejection(readRecording(recording))).toMatchObject({
      _tag: 'AbortedError',
      cause: 'enough',
      delivery: 'unknown',
    })
  })

  it('ends when its reader stops', async () => {
    const watch = countingSignal()
    let closed = false
    const { client } = await serve([
      (request, response) => {
        request.socket.on('close', () => (closed = true))
        stalling(request, response, '')
      },
    ])
    const recording = await client.calls.downloadRecording('c', { signal: watch.signal })
    expect(watch.listeners).toBe(1)
    await recording.cancel()
    await until(() => closed)
    expect(watch.listeners).toBe(0)
  })

  it('that cannot be written stops, and leaves nothing', async () => {
    const { client } = await serve([whole])
    const recording = await client.calls.downloadRecording('c')
    await expect(saveRecording(recording, join(folder, 'missing', 'call.wav'))).rejects.toMatchObject({
      code: 'ENOENT',
    })
    expect(await readdir(folder)).toEqual([])
  })
})
