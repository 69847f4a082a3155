import { once } from 'node:events'
import { createServer, type ServerOptions } from 'node:https'
import type { AddressInfo } from 'node:net'
import { endReasonOf, explainEnd } from '../call/end-reason.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { selfSigned } from '../../test/rest/self-signed.ts'
import { apiKey } from '../../test/rest/serve.ts'
import { unreachable } from '../net/failure.ts'
import { systemFailure } from '../net/node-failure.ts'
import { createClient } from './client.ts'

/** Opens a server whose certificate nobody trusts; counts its connections and requests. */
const openServer = async (options: ServerOptions = {}) => {
  const seen = { connections: 0, requests: 0 }
  const server = createServer({ ...selfSigned, ...options }, (_request, response) => {
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

describe('a system failure', () => {
  const failureOf = (fields: object) => systemFailure(new TypeError('fetch failed', { cause: fields }))

  it.each([
    'CERT_HAS_EXPIRED',
    'CERT_NOT_YET_VALID',
    'CERT_REVOKED',
    'CRL_HAS_EXPIRED',
    'ERROR_IN_CRL_NEXT_UPDATE_FIELD',
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'INVALID_CA',
    'INVALID_PURPOSE',
    'HOSTNAME_MISMATCH',
    'PATH_LENGTH_EXCEEDED',
    'ERR_TLS_CERT_ALTNAME_INVALID',
    // A weak key or signature.
    'UNSPECIFIED',
    'ERR_SSL_CA_MD_TOO_WEAK',
    'ERR_SSL_EE_KEY_TOO_SMALL',
    'ERR_SSL_TLSV1_ALERT_UNKNOWN_CA',
  ])('of the certificate was not sent and is not retryable: %s', (code) => {
    const error = unreachable(failureOf({ code }), 'https://h', [])
    expect(error).toMatchObject({ delivery: 'not-sent', retryable: false })
    expect(error.message).toContain('the certificate was not accepted')
  })

  it.each<[string, object, boolean]>([
    ['a TLS version', { code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' }, true],
    ['a TLS cipher', { code: 'ERR_SSL_NO_SHARED_CIPHER' }, true],
    ['a TLS alert', { code: 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE' }, true],
    ['a server without TLS', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' }, true],
    ['a name server', { code: 'EAI_FAIL', syscall: 'getaddrinfo' }, true],
    ['a network', { code: 'ENETUNREACH', syscall: 'connect' }, true],
    ['a proxy', { message: 'Proxy response (407) !== 200 when HTTP Tunneling' }, true],
    [
      'a proxy, as undici wraps it',
      {
        code: 0,
        message: 'Request was cancelled.',
        cause: { code: 'UND_ERR_ABORTED', message: 'Proxy response (407) !== 200 when HTTP Tunneling' },
      },
      true,
    ],
    ['a broken record', { code: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC' }, false],
    ['a reset', { code: 'ECONNRESET', syscall: 'read' }, false],
    ['a closed socket', { code: 'UND_ERR_SOCKET' }, false],
  ])('of %s (%j) was before anything was sent: %s', (_name, fields, neverConnected) => {
    expect(failureOf(fields).neverConnected).toBe(neverConnected)
  })

  it('of a TLS version that the server does not have was not sent', async () => {
    const { server, seen, client } = await openServer({
      maxVersion: 'TLSv1.1',
      minVersion: 'TLSv1',
      ciphers: 'ALL:@SECLEVEL=0',
    })
    const dial = await rejection(client.agents.dial('a', { number: '+1' }))
    server.close()
    expect(dial).toMatchObject({ _tag: 'UnreachableError', delivery: 'not-sent' })
    expect(seen.requests).toBe(0)
  })
})
