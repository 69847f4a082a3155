import { UnreachableError } from '../errors.ts'
import { redact } from '../net/redact.ts'
import { refusalMessage, type SystemFailure } from '../net/failure.ts'
import type { EndReason } from './end-reason.ts'

/** How a wire ends, read as why a call ends. */
export interface Endings {
  refused(status: number, body: string, retryAfterMs: number | undefined): EndReason
  failed(failure: SystemFailure | undefined): EndReason
  closed(code: number, reason: string): EndReason
}

/** Reads the endings of a wire to an origin; a token that the platform says back is masked. */
export const createEndings = (origin: string, token: string): Endings => {
  const secrets = [token]
  return {
    refused: (status, body, retryAfterMs) => ({
      type: 'refused',
      status,
      message: refusalMessage(body, secrets),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    }),
    failed: (failure) => ({
      type: 'failed',
      error: new UnreachableError(
        origin,
        failure?.neverConnected === true ? 'not-sent' : 'unknown',
        failure?.code,
      ),
    }),
    closed: (code, reason) => {
      if (code === 1000) return { type: 'session-ended' }
      // A reason has 123 bytes at most (RFC 6455 section 5.5.1): a longer token is said back in part, up to its end.
      const [told = ''] = redact(reason, secrets).split(token.slice(0, 16))
      return { type: 'lost', code, reason: told }
    },
  }
}
