import type * as t from 'io-ts'
import type { Recording } from './recording.ts'

/** One operation of the platform's REST side, as data. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Path below the base URL, its parameters in braces. */
  readonly path: string
  /** Codec of the query. */
  readonly query?: t.Mixed
  /** Codec of the body, sent as JSON. */
  readonly body?: t.Mixed
  /** Codec of the answer; `stream` for raw bytes, `nothing` for an empty one. */
  readonly response: t.Mixed | 'stream' | 'nothing'
  /** The status of success. */
  readonly success: 200 | 201 | 204
  /**
   * Whether doing it twice does no harm, so that it may be repeated when nobody knows whether it was done. Reading and
   * deleting are; of the rest only what says so.
   */
  readonly retryable: boolean
  /** Whether it is not sent again even when the platform says that it did not do it: somebody's telephone rings. */
  readonly once?: true
}

/** What comes of a deletion. */
export interface Deleted {
  /** Whether it was gone when a repeated try asked for it: the first had done it, or somebody else. */
  readonly alreadyGone: boolean
}

type ParametersOf<Path> = Path extends `${string}{${string}}${infer Rest}`
  ? [id: string, ...ParametersOf<Rest>]
  : []

type InputOf<E> = E extends { readonly body: infer B extends t.Mixed }
  ? [input: t.OutputOf<B>]
  : E extends { readonly query: infer Q extends t.Mixed }
    ? [query?: t.OutputOf<Q>]
    : []

/** What comes back from an operation. */
export type ResponseOf<E extends Endpoint> = E['response'] extends t.Mixed
  ? t.TypeOf<E['response']>
  : E['response'] extends 'stream'
    ? Recording
    : Deleted

/** What is passed to an operation: its path's parameters, then its body or query. */
export type ArgumentsOf<E extends Endpoint> = [...ParametersOf<E['path']>, ...InputOf<E>]

/** Describes an operation that reads. */
export const reads = <const P extends string, const R extends Endpoint['response']>(path: P, response: R) =>
  ({ method: 'GET', path, response, success: 200, retryable: true }) as const

/** Describes an operation that reads what a query asks for. */
export const queries = <const P extends string, Q extends t.Mixed, R extends t.Mixed>(
  path: P,
  query: Q,
  response: R,
) => ({ method: 'GET', path, query, response, success: 200, retryable: true }) as const

/** Describes an operation that makes something. */
export const creates = <const P extends string, B extends t.Mixed, R extends t.Mixed>(
  path: P,
  body: B,
  response: R,
) => ({ method: 'POST', path, body, response, success: 201, retryable: false }) as const

/** Describes an operation that changes something. */
export const changes = <const P extends string, B extends t.Mixed, R extends t.Mixed>(
  path: P,
  body: B,
  response: R,
) => ({ method: 'PATCH', path, body, response, success: 200, retryable: false }) as const

/** Describes an operation that deletes something. */
export const deletes = <const P extends string>(path: P) =>
  ({ method: 'DELETE', path, response: 'nothing', success: 204, retryable: true }) as const
