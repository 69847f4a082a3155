import type { CallRecord } from '../rules/call-record.ts'
import type { Script } from '../rules/script.ts'

/** An agent as the platform keeps it. */
export interface StoredAgent {
  readonly script: Script
  readonly versionId: string
  /** When it was made, in milliseconds since 1970. */
  readonly createdAtMs: number
}

/** All that the platform keeps. */
export interface Store {
  readonly organizationId: string
  readonly apiKey: string
  /** Signs session tokens. */
  readonly secret: string
  readonly seed: number
  readonly agents: ReadonlyMap<string, StoredAgent>
  /** Every call that was held or is being held, oldest first. */
  readonly calls: ReadonlyMap<string, CallRecord>
  /** How many tokens were given out. */
  readonly tokens: number
}

/** The platform's answer to a request, and what it keeps from then on. */
export interface Handled<R> {
  readonly store: Store
  readonly response: R
}
