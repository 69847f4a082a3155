import { printable, UnreachableError } from '../errors.ts'
import { redact } from './redact.ts'
import { maxQuotedLength } from './refusal.ts'

/** A connection failure as the runtime reports it. */
export interface SystemFailure {
  /** The system's name of the failure, such as `ECONNREFUSED`. */
  readonly code?: string
  /** The system's message; it may quote addresses and secrets. */
  readonly text?: string
  /** True when no connection was made, so that nothing was sent. */
  readonly neverConnected: boolean
  /** The reason for which no later attempt succeeds, and what to do. */
  readonly remedy?: string
}

/** Reads what `fetch` or a socket failed with. */
export type ReadFailure = (error: unknown) => SystemFailure

/** Returns the typed error for a connection that failed. The secrets are redacted, because the system may quote them. */
export const unreachable = (
  { code, text = '', neverConnected, remedy }: Partial<SystemFailure> = {},
  origin: string,
  secrets: readonly string[],
): UnreachableError => {
  const message = redact(text, secrets).slice(0, maxQuotedLength)
  return new UnreachableError(
    origin,
    neverConnected ? 'not-sent' : 'unknown',
    code,
    message ? new Error(printable(message)) : undefined,
    remedy,
  )
}
