import type { CallConnection } from '@vatel/core'

/** Where the platform is that a call goes to: simulated inside this page, or whatever the page's server says. */
export type Place = 'page' | 'server'

/** Opens a call; `signal` gives up. */
export type Connect = (signal: AbortSignal) => Promise<CallConnection>
