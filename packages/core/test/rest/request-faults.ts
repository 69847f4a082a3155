import { cut, hangUp, json, reset, type Answer } from './serve.ts'

/** Answers with these bytes, whatever they are, and hangs up. */
const bytes =
  (text: string): Answer =>
  ({ socket }) =>
    void socket.end(text)
const ok = 'HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n'
const text =
  (body: string | Buffer, type = 'application/json'): Answer =>
  (_request, response) =>
    response.writeHead(200, { 'content-type': type }).end(body)

const refusals = [
  300, 301, 302, 303, 304, 307, 308, 399, 400, 401, 402, 403, 404, 405, 408, 409, 410, 418, 422, 425,
]
const statuses = [...refusals, 429, 451, 499, 500, 501, 502, 503, 504, 520, 599]

/** Faults of a platform, or of a proxy before it, with a request that arrived. */
export const requestFaults: Readonly<Record<string, Answer>> = {
  'a RST': reset,
  'a FIN': hangUp,
  'a cut body': cut,
  'a chunk that is cut': bytes(`${ok}transfer-encoding: chunked\r\n\r\n5\r\n[{`),
  'a chunk without a length': bytes(`${ok}transfer-encoding: chunked\r\n\r\nzz\r\n[]\r\n`),
  'two lengths': bytes(`${ok}content-length: 1\r\ncontent-length: 2\r\n\r\n[]`),
  'a length that is none': bytes(`${ok}content-length: -1\r\n\r\n[]`),
  'a head that is cut': bytes(ok),
  'a head without an end': bytes(`${ok}x: ${'y'.repeat(200_000)}\r\n\r\n[]`),
  'a header that is none': bytes(`${ok}\0\r\n\r\n[]`),
  'no HTTP': bytes('\u0016\u0003\u0001 junk'),
  'a status that is no number': bytes('HTTP/1.1 abc OK\r\n\r\n'),
  'a status beyond all': bytes('HTTP/1.1 999 No\r\ncontent-length: 0\r\n\r\n'),
  'a switch of protocols': bytes('HTTP/1.1 101 No\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n'),
  'a body that is not packed as it says': bytes(`${ok}content-encoding: gzip\r\ncontent-length: 2\r\n\r\n[]`),
  'a page': text('<!doctype html><p>Sign in', 'text/html'),
  nothing: text(''),
  'half of JSON': text('[{"id":'),
  'no UTF-8': text(Buffer.of(0x22, 0xff, 0x22)),
  'a million brackets': text('['.repeat(1_000_000)),
  'JSON that is too deep': text('['.repeat(200_000) + ']'.repeat(200_000)),
  'another shape': text('{"id":7}'),
  ...Object.fromEntries(
    statuses.map((status) => [
      `status ${String(status)}`,
      json(status, { error: 'no' }, { 'retry-after': '61' }),
    ]),
  ),
}
