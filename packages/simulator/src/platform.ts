import {
  InvalidArgumentError,
  RefusedError,
  systemClock,
  type Clock,
  type GenerateSessionTokenRequest,
} from '@vatel/core'
import * as E from 'fp-ts/Either'
import { runCall, type RunningCall, type Peer } from './run-call.ts'
import type { LogEntry } from './log-entry.ts'
import { noAgent } from './rest/agents.ts'
import { refuse, type RestRequest, type RestResponse } from './rest/http-message.ts'
import { route } from './rest/router.ts'
import { generateSessionToken, readToken, type Claims, type TokenFault } from './rest/session-token.ts'
import { openStore, type Handled, type Services, type Store, type TokenRules } from './rest/store.ts'
import { foreignAgentId, settingsOfCall, type StoredAgent } from './rest/stored-agent.ts'
import { beginCall } from './rest/stored-call.ts'
import type { CallHistory } from './rules/call/call-history.ts'
import type { CallSettings, Replay } from './rules/call/call-model.ts'
import { isFields, Uuid } from './rules/codecs.ts'
import { readFaults, type Faults } from './rules/faults/faults.ts'
import type { LoadedScenario } from './rules/scenario/loaded-scenario.ts'

const faultResponses: Readonly<Record<TokenFault, RestResponse>> = {
  'no-token': refuse(400, 'token: expected a session token'),
  'bad-signature': refuse(401, 'invalid session token'),
  expired: refuse(401, 'the session token has expired'),
}

/** The call that a token permits. */
export interface Admitted {
  readonly agent: StoredAgent
  readonly versionId: string
  /** Settings of the call: the agent's, overridden by those in the token. */
  readonly settings: CallSettings
  /** Chat that the token was made for. */
  readonly chatId: string | undefined
}

/** Refuses a query that contradicts the token. An older API description has agent and version in the query too. */
const contradiction = (query: URLSearchParams, claims: Claims): RestResponse | undefined => {
  const [agentId, versionId] = [query.get('agentId') ?? '', query.get('versionId') ?? '']
  if (agentId !== '' && !Uuid.is(agentId)) return refuse(400, 'agentId: expected a UUID')
  if (versionId !== '' && !Uuid.is(versionId)) return refuse(400, 'versionId: expected a UUID')
  if (agentId !== '' && agentId.toLowerCase() !== claims.agent_id)
    return refuse(403, 'agentId: the token is for another agent')
  return versionId !== '' && versionId.toLowerCase() !== claims.version_id
    ? refuse(400, 'versionId: the token is for another version')
    : undefined
}

const claimsIn = (store: Store, query: URLSearchParams, nowMs: number): E.Either<RestResponse, Claims> => {
  const token = query.get('token')
  if (token === null || token === '') return E.left(refuse(400, 'token: expected a session token'))
  const read = readToken(token, store.secret, nowMs / 1_000)
  if (E.isLeft(read)) return E.left(faultResponses[read.left])
  return store.usedTokens.has(read.right.jti) ? E.left(refuse(401, 'the session token has been used')) : read
}

const admitted = (store: Store, claims: Claims): E.Either<RestResponse, Admitted> => {
  const { agent_id, version_id, scopes, parameters = {}, variables } = claims
  const agent = store.agents.get(agent_id)
  if (!scopes.includes('voice')) return E.left(refuse(403, 'the token does not permit voice calls'))
  if (agent === undefined) return E.left(noAgent)
  if (agent.settings.status === 'inactive') return E.left(refuse(404, 'the agent is inactive'))
  const { chat_id: chatId, ...overrides } = parameters
  const asked = variables === undefined ? overrides : { ...overrides, variables }
  return E.right({ agent, versionId: version_id, settings: settingsOfCall(agent, asked), chatId })
}

/** Marks a single-use token as used. Marks of expired tokens are removed. */
const use = (store: Store, { jti, exp }: Claims, nowMs: number): Store => {
  if (store.tokenRules.singleUse === false) return store
  const marked = [...store.usedTokens].filter(([, goodUntil]) => goodUntil * 1_000 > nowMs)
  return { ...store, usedTokens: new Map([...marked, [jti, exp]]) }
}

/** Authorizes `GET /v1/connection`, `nowMs` after 1970: a call, or the response that refuses it. */
const authorizeConnection = (
  store: Store,
  path: string,
  query: URLSearchParams,
  faults: Faults,
  nowMs: number,
): Handled<E.Either<RestResponse, Admitted>> => {
  const no = (response: RestResponse) => ({ store, response: E.left(response) })
  if (path !== '/v1/connection') return no(refuse(404, 'no such operation'))
  if (faults.refuse !== undefined) return no(refuse(faults.refuse, 'refused by an injected fault'))
  const claims = claimsIn(store, query, nowMs)
  if (E.isLeft(claims)) return { store, response: claims }
  const issue = contradiction(query, claims.right)
  if (issue !== undefined) return no(issue)
  const response = admitted(store, claims.right)
  return { store: E.isRight(response) ? use(store, claims.right, nowMs) : store, response }
}

/** Options of a simulated platform, in memory or on a port. */
export interface PlatformOptions {
  /** Faults to inject. @defaultValue the faults of the scenario */
  readonly faults?: Faults
  /** Seed of every generated id and of all chance. @defaultValue 1 */
  readonly seed?: number
  /** Services beside the platform that can be reached. @defaultValue SIP and Twilio, but no media server for WebRTC */
  readonly services?: Services
  /** Rules for session tokens. @defaultValue valid for 300 seconds and one call */
  readonly tokens?: TokenRules
  /** Receives every message and request that crosses the wire. @defaultValue nothing is logged */
  readonly log?: (entry: LogEntry) => void
  /** Clock and timers of the platform. A fake clock makes a call of ten minutes last milliseconds. @defaultValue the system's clock */
  readonly clock?: Clock
}

/** The names of the options of a platform in memory; one on a port has others beside them. */
export const platformOptions = {
  scenario: true,
  replay: true,
  epochMs: true,
  faults: true,
  seed: true,
  services: true,
  tokens: true,
  log: true,
  clock: true,
} as const

/** In JavaScript the name of a scenario, or its JSON, may come in place of a loaded scenario. */
const assertLoaded = (scenario: unknown): void => {
  if (isFields(scenario) && isFields(scenario['scenario'])) return
  const name = typeof scenario === 'string' ? scenario : 'city-guide'
  throw new InvalidArgumentError(
    'scenario',
    `must be a loaded scenario: pass await loadScenario('${name}'), or the result of readScenario`,
  )
}

/** A running platform, independent of the transport. */
export interface Platform {
  /** API key: the bearer token of REST requests. */
  readonly apiKey: string
  /** Id of the agent that plays the scenario. */
  readonly agentId: string
  /** Id of an agent of another organization. */
  readonly foreignAgentId: string
  readonly clock: Clock
  /**
   * Creates a session token without an API key. The request defaults to the scenario's agent; faults of REST do not apply.
   *
   * @throws {RefusedError} when the platform refuses the request, for example for an unknown agent.
   */
  readonly mintToken: (request?: Partial<GenerateSessionTokenRequest>) => string
  /** Answers one REST request. */
  request(request: RestRequest): RestResponse
  /** Authorizes one WebSocket. */
  upgrade(path: string, query: URLSearchParams): Admission
}

/**
 * Result of an upgrade: the response that refuses it, or the function that runs the call once its connection is open.
 */
type Admission =
  | { readonly type: 'refused'; readonly response: RestResponse }
  | { readonly type: 'admitted'; readonly hold: (peer: Peer) => RunningCall }

type Change = (record: CallHistory) => CallHistory

/**
 * Runs the rules of the platform: keeps the state, passes the time to the rules, and wakes the calls. Its clock begins at
 * `epochMs`, in milliseconds since 1970.
 *
 * @throws {InvalidScenarioError} with the fault that is invalid and what would be valid.
 * @throws {InvalidArgumentError} when the scenario is not a loaded one.
 */
export const runPlatform = (
  scenario: LoadedScenario,
  replay: Replay | undefined,
  epochMs: number,
  options: PlatformOptions,
): Platform => {
  const { seed = 1, services = {}, tokens = {}, log = () => undefined, clock = systemClock } = options
  assertLoaded(scenario)
  const checked = readFaults(options.faults ?? {}, 'faults')
  if (E.isLeft(checked)) throw checked.left
  const faults = replay?.refused === undefined ? checked.right : { ...checked.right, refuse: replay.refused }
  const { http = [] } = { ...scenario.scenario.faults, ...faults }
  const beganAtMs = clock.performance.now()
  const sinceStart = () => clock.performance.now() - beganAtMs
  let store = openStore({ scenario, seed, epochMs, services, tokenRules: tokens })

  const keep = (id: string, change: Change): void => {
    const record = store.calls.get(id)
    // This platform owns the map. Copying it for each frame of audio would be slow.
    if (record !== undefined) (store.calls as Map<string, CallHistory>).set(id, change(record))
  }

  const note = (method: string, path: string, status: number): void =>
    log({ type: 'request', atMs: sinceStart(), method, path, status })

  return {
    apiKey: store.apiKey,
    agentId: scenario.scenario.agent.id,
    foreignAgentId: foreignAgentId(seed),
    clock,
    mintToken: (request = {}) => {
      const body = { agent_id: scenario.scenario.agent.id, ...request }
      const nowMs = epochMs + sinceStart()
      const handled = generateSessionToken(store, { parameters: {}, query: undefined, body }, nowMs)
      store = handled.store
      const { status, body: text } = handled.response
      const { token, error } = JSON.parse(String(text)) as { readonly token: string; readonly error: string }
      if (status !== 200) throw new RefusedError(status, error)
      return token
    },
    request: (request) => {
      const handled = route(store, request, http, epochMs + sinceStart())
      store = handled.store
      note(request.method, request.path, handled.response.status)
      return handled.response
    },
    upgrade: (path, query) => {
      const decided = authorizeConnection(store, path, query, faults, epochMs + sinceStart())
      store = decided.store
      const admitted = decided.response
      note('GET', path, E.isLeft(admitted) ? admitted.left.status : 101)
      if (E.isLeft(admitted)) return { type: 'refused', response: admitted.left }
      const hold = (peer: Peer): RunningCall => {
        const begun = beginCall(store, admitted.right, faults, epochMs + sinceStart())
        store = begun.store
        const setup = replay === undefined ? begun.setup : { ...begun.setup, replay }
        return runCall({ setup, peer, clock, log, sinceStart, keep: (change) => keep(setup.id, change) })
      }
      return { type: 'admitted', hold }
    },
  }
}
