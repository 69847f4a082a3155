import type { ReadFailure } from './failure.ts'
import { isCertificateFailure } from './retryable.ts'

/** Codes of failures before a connection was made, whatever the system call was. */
const notConnectedCodes: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  // The TLS handshake failed.
  'EPROTO',
])

/** Codes of OpenSSL for a TLS handshake that failed: no data was sent before its end. */
const handshakeCode =
  /^ERR_SSL_.*(VERSION|PROTOCOL|CIPHER|HANDSHAKE_FAILURE|TOO_SMALL|UNRECOGNIZED_NAME|SECURITY|HTTP_REQUEST|PACKET_LENGTH)/

/** The remedy of a certificate that was not accepted. */
const remedy = 'the certificate was not accepted: check it, the base URL and the trusted authorities'

/** The fields of a system error that are read. It may come from another realm, where `instanceof` fails. */
interface SystemError {
  readonly cause?: unknown
  readonly code?: unknown
  readonly syscall?: unknown
  readonly message?: unknown
  readonly errors?: readonly unknown[]
}

const fieldsOf = (error: unknown): SystemError => Object(error) as SystemError

/** Returns the system's error, which has a code; `fetch` wraps it, twice where a proxy is between. */
const innermost = (error: unknown): SystemError => {
  let inner = fieldsOf(error)
  for (let level = 0; level < 3 && typeof inner.code !== 'string'; level += 1)
    inner = fieldsOf(inner.cause ?? inner)
  return inner
}

const hasNeverConnected = ({ code, syscall, errors, message }: SystemError): boolean =>
  notConnectedCodes.has(code) ||
  (typeof code === 'string' && (isCertificateFailure(code) || handshakeCode.test(code))) ||
  // A port that `fetch` refuses to use, a TLS handshake that broke off, and a proxy that opens no tunnel.
  /^bad port$|before secure TLS connection|^Proxy response .* when HTTP Tunneling/.test(
    typeof message === 'string' ? message : '',
  ) ||
  syscall === 'connect' ||
  syscall === 'getaddrinfo' ||
  // One failure for each address that was tried.
  (errors?.[0] !== undefined && errors.every((each) => hasNeverConnected(fieldsOf(each))))

/** Reads the errors of `fetch` and of `ws`, which are those of Node's system calls. */
export const systemFailure: ReadFailure = (error) => {
  const system = innermost(error)
  const { code, message } = system
  const isCertificate = typeof code === 'string' && isCertificateFailure(code)
  return {
    ...(typeof code === 'string' && { code }),
    ...(typeof message === 'string' && { text: message }),
    neverConnected: hasNeverConnected(system),
    ...(isCertificate && { remedy }),
  }
}
