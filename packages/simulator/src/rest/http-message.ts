/** A request, independent of its transport. */
export interface RestRequest {
  readonly method: string
  /** Path, still percent-encoded. */
  readonly path: string
  readonly query: URLSearchParams
  /** Returns a header's value by its name in lower case. */
  readonly header: (name: string) => string | undefined
  readonly body: string
}

/** Faults in the delivery of a response. */
export interface Delivery {
  /** Delay in milliseconds. */
  readonly delayMs?: number
  /** Number of body bytes after which nothing more arrives while the connection stays open. */
  readonly stallAfterBytes?: number
  /** Number of body bytes after which the connection breaks. */
  readonly cutAfterBytes?: number
}

/** A response, independent of its transport. */
export interface RestResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** Faults in its delivery. @defaultValue none */
  readonly delivery?: Delivery
}

/** Encodes a response's body. */
export const bytesOf = ({ body }: Pick<RestResponse, 'body'>): Uint8Array =>
  typeof body === 'string' ? new TextEncoder().encode(body) : body

/** Builds a JSON response. */
export const answer = (status: number, value: unknown): RestResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

/** 204 No Content. */
export const done: RestResponse = { status: 204, headers: {}, body: '' }

/** Builds a response with the platform's error body. */
export const refuse = (status: number, error: string): RestResponse => answer(status, { error })
