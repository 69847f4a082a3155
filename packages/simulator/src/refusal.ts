import { bytesOf, type RestResponse } from './rest/exchange.ts'

/** Shows the answer to a refused upgrade, with as much of Node's response as a client reads. */
export const refusalOf = (response: RestResponse) => ({
  statusCode: response.status,
  headers: response.headers,
  on: (event: string, listener: (chunk: Uint8Array) => void) => {
    if (event === 'data') listener(bytesOf(response))
    if (event === 'end') listener(new Uint8Array(0))
  },
})
