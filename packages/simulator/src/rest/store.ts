import type { CallHistory } from '../rules/call/call-history.ts'
import type { LoadedScenario } from '../rules/scenario/loaded-scenario.ts'
import { seededHex, seededUuid } from '../rules/seeded.ts'
import type { SpoiledSoFar } from './inject-faults.ts'
import type { StoredAssignment, StoredTrunk } from './sip-trunks.ts'
import { makeAgent, type StoredAgent } from './stored-agent.ts'
import type { StoredNumber } from './twilio-numbers.ts'

/** What the platform has beside itself. */
export interface Services {
  /** Whether SIP can be used; without it trunks are refused with 503. @defaultValue true */
  readonly sip?: boolean
  /** Whether Twilio answers; without it an import is refused with 502. @defaultValue true */
  readonly twilio?: boolean
  /** The WebSocket URL of a media server; without it WebRTC is refused with 503. @defaultValue there is none */
  readonly webrtc?: string
}

/** How session tokens are made. */
export interface TokenRules {
  /** How long a token is good, in seconds. @defaultValue 300 */
  readonly lifetimeSecs?: number
  /** Whether a token opens one call only. @defaultValue false */
  readonly singleUse?: boolean
}

/** All that the platform keeps. */
export interface Store {
  readonly organizationId: string
  readonly apiKey: string
  /** Signs session tokens. */
  readonly secret: string
  readonly seed: number
  /** When the platform was started, in milliseconds since 1970. */
  readonly openedAtMs: number
  readonly services: Services
  readonly tokenRules: TokenRules
  /** What an agent plays that was made by REST. */
  readonly scenario: LoadedScenario
  readonly agents: ReadonlyMap<string, StoredAgent>
  readonly numbers: ReadonlyMap<string, StoredNumber>
  readonly trunks: ReadonlyMap<string, StoredTrunk>
  readonly assignments: ReadonlyMap<string, StoredAssignment>
  /** Every call that was held or is being held, oldest first. */
  readonly calls: ReadonlyMap<string, CallHistory>
  /** How many things were made, so that each gets an id of its own. */
  readonly made: number
  /** How many tokens were given out. */
  readonly tokens: number
  /** The tokens that may not be used again, by their `jti`, and when they expire, in seconds since 1970. */
  readonly usedTokens: ReadonlyMap<string, number>
  /** What each fault of REST has done so far. */
  readonly spoiled: SpoiledSoFar
}

/** The platform's answer to a request, and what it keeps from then on. */
export interface Handled<R> {
  readonly store: Store
  readonly response: R
}

/** Gives a map with one entry more, or another value for it. */
export const withEntry = <V>(map: ReadonlyMap<string, V>, id: string, value: V): ReadonlyMap<string, V> =>
  new Map([...map, [id, value]])

/** Gives a map without the entries that a predicate finds. */
export const withoutEntries = <V>(
  map: ReadonlyMap<string, V>,
  goes: (value: V, id: string) => boolean,
): ReadonlyMap<string, V> => new Map([...map].filter(([id, value]) => !goes(value, id)))

/** What a store is opened with. */
export interface StoreOptions {
  readonly scenario: LoadedScenario
  readonly seed: number
  /** When the platform is started, in milliseconds since 1970. */
  readonly epochMs: number
  readonly services: Services
  readonly tokenRules: TokenRules
}

/** Opens the store of a platform that has one agent, which plays the script, and nothing else yet. */
export const openStore = ({ scenario, seed, epochMs, services, tokenRules }: StoreOptions): Store => {
  const { id } = scenario.scenario.agent
  return {
    organizationId: seededUuid(seed, 'organization'),
    apiKey: `simulator-${seededHex(16, seed, 'key')}`,
    secret: seededHex(64, seed, 'secret'),
    seed,
    openedAtMs: epochMs,
    services,
    tokenRules,
    scenario,
    agents: new Map([[id, makeAgent(id, scenario, epochMs)]]),
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
