/** A request and its response, as they crossed the wire. */
export interface Exchange {
  readonly method: string
  /** Path and query. */
  readonly target: string
  readonly requestHeaders: Readonly<Record<string, string>>
  readonly requestBody: string
  readonly status: number
  readonly responseHeaders: Readonly<Record<string, string>>
  readonly responseBody: Uint8Array
}

/** Finds the errors of an exchange; `asked` says whether the request is meant to be valid too. */
export type Check = (exchange: Exchange, asked: 'rightly' | 'wrongly') => readonly string[]

/** Reads a body as JSON; `undefined` if it is none. */
export const jsonOf = (body: Uint8Array | string): unknown => {
  try {
    return JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as unknown
  } catch {
    return undefined
  }
}
