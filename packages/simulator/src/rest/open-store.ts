import type { LoadedScenario } from '../rules/script.ts'
import { seededHex, seededUuid } from '../rules/seeded-id.ts'
import type { Services, Store, TokenRules } from './store.ts'
import { makeAgent } from './stored-agent.ts'

/** What a store is opened with. */
export interface StoreOptions {
  readonly script: LoadedScenario
  readonly seed: number
  /** When the platform is started, in milliseconds since 1970. */
  readonly epochMs: number
  readonly services: Services
  readonly tokenRules: TokenRules
}

/** Opens the store of a platform that has one agent, which plays the script, and nothing else yet. */
export const openStore = ({ script, seed, epochMs, services, tokenRules }: StoreOptions): Store => {
  const { id } = script.scenario.agent
  return {
    organizationId: seededUuid(seed, 'organization'),
    apiKey: `simulator-${seededHex(16, seed, 'key')}`,
    secret: seededHex(64, seed, 'secret'),
    seed,
    openedAtMs: epochMs,
    services,
    tokenRules,
    script,
    agents: new Map([[id, makeAgent(id, script, epochMs)]]),
    numbers: new Map(),
    trunks: new Map(),
    assignments: new Map(),
    calls: new Map(),
    made: 0,
    tokens: 0,
    usedTokens: new Map(),
    spoiled: [],
  }
}
