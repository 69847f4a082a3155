import type { CallSocket } from '../call/socket-connection.ts'
import { connect, type ConnectInput, type ConnectOptions } from './connect.ts'
import type { ArgumentsOf, Endpoint, ResponseOf } from './endpoint.ts'
import type { Endpoints } from './endpoints.ts'
import { methods } from './methods.ts'
import { paged, type Pages } from './pages.ts'
import { settle, type ClientOptions } from './settings.ts'
import { toPromise } from './to-promise.ts'
import type { RequestOptions } from './world.ts'

/** An operation as a method: path parameters, then body or query, then options. Rejects with a `VatelError`. */
export type Method<E extends Endpoint> = (
  ...args: [...ArgumentsOf<E>, options?: RequestOptions]
) => Promise<ResponseOf<E>>

/** Every operation of the REST side, by group and name. */
export type Methods = {
  readonly [G in keyof Endpoints]: {
    readonly [M in keyof Endpoints[G]]: Endpoints[G][M] extends Endpoint ? Method<Endpoints[G][M]> : never
  }
}

/** The platform, as its organization's key sees it. */
export interface Client extends Methods {
  /** Calls that were held, one by one, by page, or all that a query finds. */
  readonly calls: Methods['calls'] & Pages
  /**
   * Opens a call with an agent: mints a session token and opens the socket with it. Resolves when the session has
   * started. Until then, what may pass is tried again: three times in all, each with a fresh token, within 20 s. Rejects
   * with the `VatelError` that prevented it. The signal hangs up the call, too, once it has begun.
   */
  connect(input: ConnectInput, options?: ConnectOptions): Promise<CallSocket>
}

/**
 * Makes a client of the platform's REST side.
 *
 * @throws {InvalidArgumentError} when an option cannot be used
 */
export const createClient = (options: ClientOptions): Client => {
  const { world, settings } = settle(options)
  const rest = methods(world, settings, toPromise) as Methods
  return {
    ...rest,
    calls: { ...rest.calls, ...paged(rest.calls.list) },
    connect: (input, call) => toPromise(() => connect(world, settings, input, call)),
  }
}
