import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { chunksOf, type ReadOptions, type Recording } from './rest/recording.ts'

/**
 * Writes a recording to a WAV file, chunk by chunk. The file appears only when it is complete: the bytes go to a
 * temporary file in the same folder first, which is removed when the download fails.
 *
 * @example
 * await saveRecording(await vatel.calls.downloadRecording(callId), 'call.wav')
 *
 * @throws {VatelError} (as a rejection) when the download fails
 * @throws {Error} (as a rejection) when the file system fails
 */
export const saveRecording = async (
  recording: Recording,
  path: string,
  options?: ReadOptions,
): Promise<void> => {
  const partial = `${path}.${randomUUID()}.part`
  try {
    const file = await open(partial, 'wx')
    try {
      for await (const chunk of chunksOf(recording, options)) await file.writeFile(chunk)
    } finally {
      await file.close()
    }
    await rename(partial, path)
  } catch (error) {
    if (!recording.locked) await recording.cancel().catch(() => undefined)
    await rm(partial, { force: true })
    throw error
  }
}

/** The part of Node's `IncomingMessage` that is read; `body` is what a body parser of a framework has left. */
export interface NodeRequest extends AsyncIterable<Uint8Array> {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body?: unknown
}

/** The part of Node's `ServerResponse` that is written. */
export interface NodeResponse {
  writeHead(status: number, headers: string[]): unknown
  end(body: Uint8Array): unknown
  on(event: 'close', listener: () => void): unknown
}

/** The largest body that is read, in bytes. */
const maxBodyBytes = 1_048_576

const readBody = async (request: NodeRequest): Promise<Uint8Array<ArrayBuffer>> => {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request) {
    length += chunk.length
    if (length > maxBodyBytes) throw new RangeError('the body is too large')
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

const toRequest = async (request: NodeRequest, signal: AbortSignal): Promise<Request> => {
  const { method = 'GET', url = '/', headers, body } = request
  const address = new URL(url, `http://${String(headers['host'] ?? 'localhost')}`)
  const hasBody = method !== 'GET' && method !== 'HEAD'
  const bytes = body === undefined ? await readBody(request) : JSON.stringify(body)
  const pairs = Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string])
  return new Request(address, { method, headers: pairs, signal, ...(hasBody && { body: bytes }) })
}

/**
 * Makes a listener for `node:http`, Express and Fastify from a function of `Request`, such as `sessionTokenHandler`. A body
 * that a parser of the framework has read is taken from `request.body`. A request that cannot be read is answered with 400.
 *
 * @example
 * createServer(toNodeListener(handler)).listen(3000)
 */
export const toNodeListener =
  (handler: (request: Request) => Promise<Response>) =>
  async (request: NodeRequest, response: NodeResponse): Promise<void> => {
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    const asked = await toRequest(request, gone.signal).catch(() => undefined)
    const answer = asked === undefined ? new Response(null, { status: 400 }) : await handler(asked)
    const bytes = new Uint8Array(await answer.arrayBuffer())
    response.writeHead(answer.status, [...answer.headers].flat())
    response.end(bytes)
  }
