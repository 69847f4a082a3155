import type { Clock } from '../clock.ts'
import type { RetryBudget } from '../net/retry-budget.ts'

/** What a request needs of the world around it. */
export interface World {
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** A number from 0 up to 1, to spread retries. */
  readonly random: () => number
  /** What retries the client has left. */
  readonly budget: RetryBudget
}

/** How requests are made, unless one says otherwise. */
export interface Settings {
  readonly baseUrl: URL
  readonly apiKey: () => Promise<string>
  readonly timeoutMs: number
  readonly retries: number
}

/** What one request may do differently. */
export interface RequestOptions {
  /** Stops the request, any wait between tries, and the download of a recording, when it aborts. */
  readonly signal?: AbortSignal
  /**
   * How long one try may take, its whole answer included, in milliseconds; for a recording, how long its first or next
   * bytes may take.
   */
  readonly timeoutMs?: number
  /** How often a failed try is repeated. What may have been carried out is repeated only where that does no harm. */
  readonly retries?: number
  /** More headers. Those that are set for you, such as `authorization`, are refused. */
  readonly headers?: Readonly<Record<string, string>>
}
