import type { Endpoint } from '@vatel/core'
import type { Exchange } from './exchange.ts'

/** Parts of a request for an operation. */
export interface Asked {
  /** Values of the path placeholders, in order. */
  readonly ids?: readonly string[]
  readonly query?: Readonly<Record<string, string | number | boolean>>
  /** Sent as JSON, or unchanged if it is a text. */
  readonly body?: unknown
}

/** Target and credentials of a request. */
export interface Target {
  readonly url: string
  readonly apiKey: string
}

const pathOf = ({ path }: Endpoint, ids: readonly string[]): string => {
  let next = 0
  return path.replace(/\{\w+\}/g, () => encodeURIComponent(ids[next++] ?? ''))
}

/** Sends a request for an operation over HTTP, with `method` in place of the operation's own if it is given. */
export const ask = async (
  endpoint: Endpoint,
  { ids = [], query = {}, body }: Asked,
  { url, apiKey }: Target,
  method: string = endpoint.method,
): Promise<Exchange> => {
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]),
  )
  const target = `${pathOf(endpoint, ids)}${search.size === 0 ? '' : `?${search.toString()}`}`
  const requestHeaders = {
    authorization: `Bearer ${apiKey}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  }
  const requestBody = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(url + target, {
    method,
    headers: requestHeaders,
    redirect: 'manual',
    ...(requestBody === '' ? {} : { body: requestBody }),
  })
  return {
    method,
    target,
    requestHeaders,
    requestBody,
    status: response.status,
    responseHeaders: Object.fromEntries(response.headers),
    responseBody: new Uint8Array(await response.arrayBuffer()),
  }
}
