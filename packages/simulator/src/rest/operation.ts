import type { RestRequest, RestResponse } from './exchange.ts'
import type { Handled, Store } from './store.ts'

/** A request that has found its operation. */
export interface OperationRequest extends RestRequest {
  /** What the braces in the operation's path stand for, decoded. */
  readonly parameters: Readonly<Record<string, string>>
}

/** Carries out an operation, `nowMs` after 1970. */
export type Handler = (store: Store, request: OperationRequest, nowMs: number) => Handled<RestResponse>

/** One row of the platform's table of operations. */
export interface Operation {
  readonly method: string
  /** Such as `/v1/agents/{id}`. */
  readonly path: string
  readonly handle: Handler
}
