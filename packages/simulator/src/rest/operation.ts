import type { Endpoint } from '@vatel/core'
import type * as t from 'io-ts'
import type { RestResponse } from './exchange.ts'
import type { Handled, Store } from './store.ts'

/** A request that has found its operation; every part of it is what the operation's codecs want. */
export interface OperationRequest<Body, Query> {
  /** What the braces in the operation's path stand for: each a UUID. */
  readonly parameters: Readonly<Record<string, string>>
  readonly body: Body
  readonly query: Query
}

/** Carries out an operation, `nowMs` after 1970. */
export type Handler<Body = undefined, Query = undefined> = (
  store: Store,
  request: OperationRequest<Body, Query>,
  nowMs: number,
) => Handled<RestResponse>

type ReadBy<C> = C extends t.Mixed ? t.TypeOf<C> : undefined

/** What carries out the operation of a row of core's table. */
export type HandlerOf<E> = Handler<
  E extends { readonly body: infer C } ? ReadBy<C> : undefined,
  E extends { readonly query: infer C } ? ReadBy<C> : undefined
>

/** One row of the platform's table of operations. */
export interface Operation {
  /** As the client's methods have it, such as `agents.list`. */
  readonly name: string
  readonly endpoint: Endpoint
  readonly handle: Handler<unknown, unknown>
}
