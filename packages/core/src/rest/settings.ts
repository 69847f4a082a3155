import { systemClock, type Clock } from '../clock.ts'
import { must } from '../errors.ts'
import { checkApiKey } from './api-key.ts'
import { defaultBaseUrl, parseBaseUrl } from '../net/base-url.ts'
import { checkCount } from './check-count.ts'
import { createRetryBudget } from '../net/retry-budget.ts'
import type { Settings, World } from './world.ts'

/** How a client is made. */
export interface ClientOptions {
  /** The organization's API key, or a function that fetches it. It stays on servers: browsers get session tokens. */
  readonly apiKey: string | (() => Promise<string>)
  /**
   * Where the platform is.
   *
   * @defaultValue `https://api.vatel.ai`
   */
  readonly baseUrl?: string
  /** Used instead of the environment's `fetch`. */
  readonly fetch?: typeof fetch
  /**
   * How long one try may take, its whole answer included.
   *
   * @defaultValue `30_000` - thirty seconds
   */
  readonly timeoutMs?: number
  /**
   * How often a failed try is repeated. What may have been carried out is repeated only where that does no harm: a
   * `dial` is never sent twice.
   *
   * @defaultValue `2` - three tries in all
   */
  readonly retries?: number
  /**
   * Lets the organization's key into a browser, where every visitor can read it.
   *
   * @defaultValue `false`
   */
  readonly exposeApiKeyInBrowser?: boolean
  /** Keeps the deadlines. */
  readonly clock?: Clock
}

/** A window, or a worker of one: every browser calls itself Mozilla, and no server's runtime does. */
const inBrowser = (): boolean => {
  const { navigator } = globalThis as { readonly navigator?: { readonly userAgent?: string } }
  return ('document' in globalThis && 'window' in globalThis) || /^Mozilla\//.test(navigator?.userAgent ?? '')
}

/**
 * Checks the options of a client.
 * @throws {InvalidArgumentError}
 */
export const settle = (options: ClientOptions): { readonly world: World; readonly settings: Settings } => {
  const { apiKey, baseUrl = defaultBaseUrl, timeoutMs = 30_000, retries = 2, clock = systemClock } = options
  must(
    options.exposeApiKeyInBrowser === true || !inBrowser(),
    'apiKey',
    'stay on a server: give browsers session tokens',
  )
  if (typeof apiKey !== 'function') checkApiKey(apiKey)
  return {
    // A browser's fetch must be called as a function of the window, not of our object.
    world: {
      fetch: options.fetch ?? ((...args) => globalThis.fetch(...args)),
      clock,
      random: Math.random,
      budget: createRetryBudget(),
    },
    settings: {
      baseUrl: parseBaseUrl(baseUrl),
      apiKey: typeof apiKey === 'function' ? apiKey : () => Promise.resolve(apiKey),
      timeoutMs: checkCount('timeoutMs', timeoutMs, 1),
      retries: checkCount('retries', retries, 0),
    },
  }
}
