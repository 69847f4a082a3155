import { gzipSync } from 'node:zlib'
import { rejection } from '../../test/rest/rejection.ts'
import { closeServers, serve, type Answer } from '../../test/rest/serve.ts'
import { until } from '../../test/until.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

afterEach(closeServers)

const raw =
  (body: string | Uint8Array, type = 'application/json', status = 200): Answer =>
  (_request, response) =>
    response.writeHead(status, { 'content-type': type }).end(body)

const failureOf = async (answer: Answer) => {
  const { client } = await serve([answer], { retries: 0 })
  return rejection(client.agents.get('a'))
}

describe('an answer', () => {
  it('may begin with a byte order mark', async () => {
    const { client } = await serve([raw('\ufeff{"id":"a"}')])
    expect(await client.agents.get('a')).toEqual({ id: 'a' })
  })

  it('is read whatever type it claims, when it is JSON', async () => {
    const { client } = await serve([raw('{"id":"a"}', 'text/plain')])
    expect(await client.agents.get('a')).toEqual({ id: 'a' })
  })

  it('keeps the places of a list when it drops what is null', async () => {
    const nodes = [{ edges: [null, { to: 'b' }], note: null }]
    const { client } = await serve([raw(JSON.stringify({ version: { tag: null }, nodes }))])
    expect(await client.agents.getVersion('a', 'v')).toEqual({
      version: {},
      nodes: [{ edges: [null, { to: 'b' }] }],
    })
  })

  it.each([
    [
      'a page',
      raw('<!doctype html><p>Sign in', 'text/html; charset=utf-8'),
      'the body (text/html) is not JSON',
    ],
    ['broken JSON', raw('{"id":'), 'the body (application/json) is not JSON'],
    ['nothing', raw(''), 'the body (application/json) is not JSON'],
    ['a strange type', raw('x', 'x'.repeat(1_000)), 'the body (of no type) is not JSON'],
    ['no UTF-8', raw(Uint8Array.of(0x22, 0xff, 0xfe, 0x22)), 'the body is not UTF-8'],
    ['UTF-16', raw(Buffer.from('\ufeff{"id":"a"}', 'utf16le')), 'the body is not UTF-8'],
    ['half a character', raw(Uint8Array.of(0x22, 0xe2, 0x82)), 'the body is not UTF-8'],
  ])('that is %s is an InvalidResponseError', async (_name, answer, issue) => {
    expect(await failureOf(answer)).toMatchObject({
      _tag: 'InvalidResponseError',
      issues: [issue],
      delivery: 'unknown',
    })
  })

  it('that is wrong in a thousand places is reported in a few words', async () => {
    const agents = Array.from({ length: 1_000 }, () => ({ id: 7, name: [], prompt: {} }))
    const { client } = await serve([raw(JSON.stringify(agents))])
    const error = await rejection(client.agents.list())
    expect(error).toMatchObject({ _tag: 'InvalidResponseError' })
    expect((error as unknown as { readonly issues: readonly string[] }).issues).toHaveLength(5)
  })

  it.each([
    ['a page', raw(`<html>${'x'.repeat(10_000)}`, 'text/html', 502), ''],
    ['a long story', raw(JSON.stringify({ error: 'x'.repeat(100_000) }), 'application/json', 502), ''],
    [
      'some words',
      raw(JSON.stringify({ error: 'y'.repeat(5_000) }), 'application/json', 502),
      'y'.repeat(400),
    ],
    [
      'two lines',
      raw(JSON.stringify({ error: 'no\r\n\u001b[31mred' }), 'application/json', 502),
      'no [31mred',
    ],
    ['not UTF-8', raw(Uint8Array.of(0xff), 'application/json', 502), ''],
  ])('of an error that is %s keeps its status', async (_name, answer, reason) => {
    expect(await failureOf(answer)).toMatchObject({ _tag: 'RefusedError', status: 502, reason })
  })

  it('of an error that breaks off keeps its status', async () => {
    const broken: Answer = (request, response) => {
      response.writeHead(400, { 'content-length': 100 }).write('{"error', () => request.socket.destroy())
    }
    expect(await failureOf(broken)).toMatchObject({ _tag: 'RefusedError', status: 400, reason: '' })
  })

  const agents = '[{"id":"a"}] '
  it.each(
    (['destroy', 'resetAndDestroy'] as const).flatMap((how) =>
      [{ 'content-length': agents.length }, {}].map((headers) => [how, headers] as const),
    ),
  )('that is cut is an UnreachableError, wherever it is cut (%s, %j)', async (how, headers) => {
    // Where only the end is missing, what came is JSON.
    for (let length = 0; length < agents.length; length += 1) {
      const { client } = await serve(
        [
          ({ socket }, response) => {
            response.writeHead(200, { 'content-type': 'application/json', ...headers }).flushHeaders()
            response.write(agents.slice(0, length), () => socket[how]())
          },
        ],
        { retries: 0 },
      )
      expect(await rejection(client.agents.list())).toMatchObject({
        _tag: 'UnreachableError',
        delivery: 'unknown',
        retryable: true,
      })
    }
  })

  it.each([
    ['a list', 200, { _tag: 'InvalidResponseError', issues: ['the body is larger than 16777216 bytes'] }],
    ['a page of a proxy', 502, { _tag: 'RefusedError', status: 502, reason: '' }],
  ])('of 64 MB that is %s is given up early, and its connection with it', async (_name, status, expected) => {
    const chunk = Buffer.alloc(65_536, ' ')
    let sentBytes = 0
    let isClosed = false
    const huge: Answer = (request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      request.socket.on('close', () => (isClosed = true))
      const more = () => {
        while (!isClosed && sentBytes < 67_108_864) {
          sentBytes += chunk.length
          if (!response.write(chunk)) {
            response.once('drain', more)
            return
          }
        }
        response.end()
      }
      more()
    }
    expect(await failureOf(huge)).toMatchObject(expected)
    await until(() => isClosed)
    expect(sentBytes).toBeLessThan(40_000_000)
  })

  it('of 64 MB that is packed into 64 kB is given up, too', async () => {
    const packed = gzipSync(Buffer.alloc(67_108_864, ' '))
    const bomb = await failureOf((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' }).end(packed)
    })
    expect(bomb).toMatchObject({
      _tag: 'InvalidResponseError',
      issues: ['the body is larger than 16777216 bytes'],
    })
  })

  it('waits for nothing of a body that says that it is too large', async () => {
    const huge = await failureOf((_request, response) => {
      response.writeHead(200, { 'content-length': 67_108_864 }).flushHeaders()
    })
    expect(huge).toMatchObject({
      _tag: 'InvalidResponseError',
      issues: ['the body is larger than 16777216 bytes'],
    })
  })
})
