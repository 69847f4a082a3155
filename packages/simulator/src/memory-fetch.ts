import type { Platform } from './platform.ts'

/** Makes a `fetch` whose only server is a platform in this process. */
export const memoryFetch =
  (platform: Platform): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    const text = await request.text()
    request.signal.throwIfAborted()
    const { pathname, searchParams } = new URL(request.url)
    const { status, headers, body } = platform.request({
      method: request.method,
      path: pathname,
      query: searchParams,
      header: (name) => request.headers.get(name) ?? undefined,
      body: text,
    })
    return new Response(status === 204 ? null : body, { status, headers })
  }
