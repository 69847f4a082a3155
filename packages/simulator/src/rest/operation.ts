import type { Endpoint } from '@vatel/core'
import type { RestRequest, RestResponse } from './exchange.ts'
import type { Handled, Store } from './store.ts'

/** A request that has found its operation, its body parsed and checked against the operation's codec. */
export interface OperationRequest extends Omit<RestRequest, 'body'> {
  /** What the braces in the operation's path stand for, decoded. */
  readonly parameters: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Carries out an operation, `nowMs` after 1970. */
export type Handler = (store: Store, request: OperationRequest, nowMs: number) => Handled<RestResponse>

/** One row of the platform's table of operations. */
export interface Operation {
  readonly endpoint: Endpoint
  readonly handle: Handler
}
