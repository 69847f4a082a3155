import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { endReasonOf, explainEnd } from '../call/end-reason.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { selfSigned } from '../../test/rest/self-signed.ts'
import { apiKey } from '../../test/rest/serve.ts'
import { createClient } from './client.ts'

/** Opens a server whose certificate nobody trusts; counts its connections and requests. */
const openServer = async () => {
  const seen = { connections: 0, requests: 0 }
  const server = createServer(selfSigned, (_request, response) => {
    seen.requests += 1
    response.end('[]')
  })
  server.on('connection', () => (seen.connections += 1))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const baseUrl = `https://localhost:${String((server.address() as AddressInfo).port)}`
  return { server, seen, client: createClient({ apiKey, baseUrl }) }
}

describe('a certificate that is not accepted', () => {
  let opened: Awaited<ReturnType<typeof openServer>>
  beforeEach(async () => {
    opened = await openServer()
  })
  afterEach(() => opened.server.close())

  const expected = {
    _tag: 'UnreachableError',
    code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    delivery: 'not-sent',
    retryable: false,
    message: expect.stringContaining('the certificate was not accepted') as unknown,
  }

  it('is named in the error of a request, which is not repeated', async () => {
    const { client, seen } = opened
    expect(await rejection(client.agents.list())).toMatchObject(expected)
    expect(await rejection(client.agents.dial('a', { number: '+1' }))).toMatchObject(expected)
    expect(seen).toEqual({ connections: 2, requests: 0 })
  })

  it('is named in the error of connect, which makes one attempt, and the end of the call agrees', async () => {
    const { client, seen } = opened
    const mint = await rejection(client.connect({ agent_id: 'a' }))
    const upgrade = await rejection(client.connect({ token: 'minted-before' }))
    for (const error of [mint, upgrade]) {
      expect(error).toMatchObject(expected)
      expect(explainEnd(endReasonOf(error))).toEqual({ class: 'lost', retryable: false })
    }
    expect(seen).toEqual({ connections: 2, requests: 0 })
  })
})
