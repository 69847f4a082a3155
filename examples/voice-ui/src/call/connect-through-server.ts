import { openCall, RefusedError, type CallConnection } from '@vatel/core'
import * as t from 'io-ts'

/** The answer of the page's server: a token for one call, and its base URL. The API key stays with the server. */
const Session = t.strict({ token: t.string, baseUrl: t.string })

/**
 * Asks the page's server for a session token and opens a call with it.
 *
 * @throws {RefusedError} with the server's status where it gives none.
 */
export const connectThroughServer = async (signal: AbortSignal): Promise<CallConnection> => {
  const response = await fetch('/api/session', { method: 'POST', signal })
  if (!response.ok) throw new RefusedError(response.status, await response.text())
  const session: unknown = await response.json()
  if (!Session.is(session)) throw new RefusedError(response.status, 'the server of this page gave no token')
  return openCall({ ...session, signal })
}
