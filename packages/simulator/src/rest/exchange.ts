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

/** A response, before it has a carrier. */
export interface RestResponse {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

/** Answers with JSON. */
export const answer = (status: number, value: unknown): RestResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
})

/** Answers with the platform's error body. */
export const refuse = (status: number, error: string): RestResponse => answer(status, { error })
