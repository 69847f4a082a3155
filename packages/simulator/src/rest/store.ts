import type { CallHistory } from '../rules/call/call-history.ts'
import type { LoadedScenario } from '../rules/scenario/loaded-scenario.ts'
import { seededHex, seededUuid } from '../rules/seeded.ts'
import type { FaultCounts } from './inject-faults.ts'
import type { StoredAssignment, StoredTrunk } from './sip-trunks.ts'
import { makeAgent, type StoredAgent } from './stored-agent.ts'
import type { StoredNumber } from './twilio-numbers.ts'

/** A LiveKit server. */
export interface MediaServer {
  /** WebSocket URL of the server. */
  readonly url: string
  /** API key of the server: the issuer (`iss`) of the tokens that admit to its rooms. @defaultValue `devkey`, as of `livekit-server --dev` */
  readonly key?: string
  /** Secret of that key; it signs the tokens. @defaultValue `secret`, as of `livekit-server --dev` */
  readonly secret?: string
}

/** Availability of services beside the platform. */
export interface Services {
  /** SIP is available; without it trunks are refused with 503. @defaultValue true */
  readonly sip?: boolean
  /** Twilio is reachable; without it imports are refused with 502. @defaultValue true */
  readonly twilio?: boolean
  /** A media server, or its WebSocket URL; without one WebRTC is refused with 503. @defaultValue none */
  readonly webrtc?: string | MediaServer
}

/** Rules for session tokens. */
export interface TokenRules {
  /** Lifetime of a token in seconds. @defaultValue 300 */
  readonly lifetimeSecs?: number
  /** A token opens one call only, as on the platform; `false` allows any number of calls. @defaultValue true */
  readonly singleUse?: boolean
}

/** State of the platform. */
export interface Store {
  readonly organizationId: string
  readonly apiKey: string
  /** Key that signs session tokens. */
  readonly secret: string
  readonly seed: number
  /** Start of the platform, in milliseconds since 1970. */
  readonly openedAtMs: number
  readonly services: Services
  readonly tokenRules: TokenRules
  /** Scenario of agents that are created by REST. */
  readonly scenario: LoadedScenario
  readonly agents: ReadonlyMap<string, StoredAgent>
  readonly numbers: ReadonlyMap<string, StoredNumber>
  readonly trunks: ReadonlyMap<string, StoredTrunk>
  readonly assignments: ReadonlyMap<string, StoredAssignment>
  /** Calls, running and ended, oldest first. */
  readonly calls: ReadonlyMap<string, CallHistory>
  /** Number of created resources; it makes their ids unique. */
  readonly made: number
  /** Number of issued tokens. */
  readonly tokens: number
  /** Expiry of each used single-use token, in seconds since 1970, by its `jti`. */
  readonly usedTokens: ReadonlyMap<string, number>
  /** Counts of the REST faults. */
  readonly faultCounts: FaultCounts
}

/** A response, and the store after the request. */
export interface Handled<R> {
  readonly store: Store
  readonly response: R
}

/** Returns a copy of a map with one entry added or replaced. */
export const withEntry = <V>(map: ReadonlyMap<string, V>, id: string, value: V): ReadonlyMap<string, V> =>
  new Map([...map, [id, value]])

/** Returns a copy of a map without the entries that match a predicate. */
export const withoutEntries = <V>(
  map: ReadonlyMap<string, V>,
  goes: (value: V, id: string) => boolean,
): ReadonlyMap<string, V> => new Map([...map].filter(([id, value]) => !goes(value, id)))

/** Options of {@link openStore}. */
export interface StoreOptions {
  readonly scenario: LoadedScenario
  readonly seed: number
  /** Start of the platform, in milliseconds since 1970. */
  readonly epochMs: number
  readonly services: Services
  readonly tokenRules: TokenRules
}

/** Opens the store of a platform with one agent, which plays the scenario. */
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
    faultCounts: [],
  }
}
