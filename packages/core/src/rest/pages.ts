import type { CallRecord, CallsQuery, PaginatedCallsResponse } from './resources/calls.ts'
import type { RequestOptions } from './build-request.ts'

type ListCalls = (query: CallsQuery, options?: RequestOptions) => Promise<PaginatedCallsResponse>

/** The most ids of calls that are compared: ten pages of the largest size. */
const maxRemembered = 1_000

/** Iterators over all calls that a query finds. */
export interface Pages {
  /** Iterates over pages from `query.page` or the first on. Each page is fetched when it is asked for. */
  pages(query?: CallsQuery, options?: RequestOptions): AsyncGenerator<PaginatedCallsResponse, void>
  /** Iterates over calls, each once. A page is fetched when the one before it is used up. */
  all(query?: CallsQuery, options?: RequestOptions): AsyncGenerator<CallRecord, void>
}

/** Creates the iterators of a list. Nothing is fetched once the reader stops. */
export const paged = (list: ListCalls): Pages => {
  async function* pages(query: CallsQuery = {}, options?: RequestOptions) {
    const wanted = { ...query }
    for (let page = wanted.page ?? 1; ; page += 1) {
      const found = await list({ ...wanted, page }, options)
      yield found
      // An empty page ends it, too: a platform that always says there is more would be asked for ever.
      if (!found.pagination.has_next || found.calls.length === 0) return
    }
  }
  async function* all(query?: CallsQuery, options?: RequestOptions) {
    // A call that begins meanwhile moves others to the next page.
    const seen = new Set<string>()
    for await (const { calls } of pages(query, options))
      for (const call of calls) {
        if (call.id !== undefined) {
          if (seen.has(call.id)) continue
          seen.add(call.id)
          const [oldest = ''] = seen
          if (seen.size > maxRemembered) seen.delete(oldest)
        }
        yield call
      }
  }
  return { pages, all }
}
