/** A request, stripped of its carrier. */
export interface RestRequest {
  readonly method: string
  /** The path, still encoded. */
  readonly path: string
  readonly query: URLSearchParams
  /** Gives a header's value, by its name in lower case. */
  readonly header: (name: string) => string | undefined
  readonly body: string
}

/** How an answer goes wrong on its way. */
export interface Delivery {
  /** So late, in milliseconds. */
  readonly delayMs?: number
  /** Nothing comes after so many bytes of the body, and nobody closes. */
  readonly stallAfterBytes?: number
  /** The connection breaks after so many bytes of the body. */
  readonly cutAfterBytes?: number
}

/** A response, before it has a carrier. */
export interface RestResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** @defaultValue it arrives at once and whole */
  readonly delivery?: Delivery
}

/** Gives a response's body as it crosses the wire. */
export const bytesOf = ({ body }: Pick<RestResponse, 'body'>): Uint8Array =>
  typeof body === 'string' ? new TextEncoder().encode(body) : body

/** Answers with JSON. */
export const answer = (status: number, value: unknown): RestResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

/** Answers that it is done, with nothing to say about it. */
export const done: RestResponse = { status: 204, headers: {}, body: '' }

/** Answers with the platform's error body. */
export const refuse = (status: number, error: string): RestResponse => answer(status, { error })
