import * as E from 'fp-ts/Either'
import type { Clock } from '@vatel/core'
import { beginCall } from './rest/begin-call.ts'
import type { RestRequest, RestResponse } from './rest/exchange.ts'
import { foreignAgentId } from './rest/foreign-agent.ts'
import { openStore, type StoreOptions } from './rest/open-store.ts'
import { route } from './rest/router.ts'
import { admit } from './rest/upgrade.ts'
import type { LogEntry } from './log-entry.ts'
import { holdCall, type HeldCall } from './hold-call.ts'
import type { Peer } from './peer.ts'
import type { CallHistory } from './rules/call-record.ts'
import type { Faults } from './rules/faults.ts'
import type { Replay } from './rules/replay.ts'

/** What a platform is made from. */
export interface PlatformOptions extends StoreOptions {
  readonly faults: Faults
  /** A recorded call, which every call is then. */
  readonly replay?: Replay | undefined
  readonly clock: Clock
  readonly log: (entry: LogEntry) => void
}

/** A running platform, before anything carries it. */
export interface Platform {
  /** What the REST operations want as a bearer token. */
  readonly apiKey: string
  /** An agent of another organization. */
  readonly foreignAgentId: string
  /** Answers one REST request. */
  request(request: RestRequest): RestResponse
  /** Decides about a WebSocket. */
  upgrade(path: string, query: URLSearchParams): Admission
}

/** What becomes of a WebSocket: the answer that refuses it, or what holds the call once its line is open. */
export type Admission =
  | { readonly type: 'refused'; readonly response: RestResponse }
  | { readonly type: 'admitted'; readonly hold: (peer: Peer) => HeldCall }

type Change = (record: CallHistory) => CallHistory

/** Runs the rules of the platform: keeps its state, tells it the time, and wakes its calls. */
export const runPlatform = (options: PlatformOptions): Platform => {
  const { clock, log, epochMs, script, replay } = options
  const faults =
    replay?.refused === undefined ? options.faults : { ...options.faults, refuse: replay.refused }
  const { http = [] } = { ...script.scenario.faults, ...faults }
  const beganAtMs = clock.performance.now()
  const sinceStart = () => clock.performance.now() - beganAtMs
  let store = openStore(options)

  const keep = (id: string, change: Change): void => {
    const record = store.calls.get(id)
    // The map is this platform's own; copying it for each frame of audio would make a busy one slow.
    if (record !== undefined) (store.calls as Map<string, CallHistory>).set(id, change(record))
  }

  const note = (method: string, path: string, status: number): void =>
    log({ type: 'request', atMs: sinceStart(), method, path, status })

  return {
    apiKey: store.apiKey,
    foreignAgentId: foreignAgentId(options.seed),
    request: (request) => {
      const handled = route(store, request, http, epochMs + sinceStart())
      store = handled.store
      note(request.method, request.path, handled.response.status)
      return handled.response
    },
    upgrade: (path, query) => {
      const decided = admit(store, path, query, faults, epochMs + sinceStart())
      store = decided.store
      const admitted = decided.response
      note('GET', path, E.isLeft(admitted) ? admitted.left.status : 101)
      if (E.isLeft(admitted)) return { type: 'refused', response: admitted.left }
      const hold = (peer: Peer): HeldCall => {
        const begun = beginCall(store, admitted.right, faults, epochMs + sinceStart())
        store = begun.store
        const setup = replay === undefined ? begun.setup : { ...begun.setup, replay }
        return holdCall({ setup, peer, clock, log, sinceStart, keep: (change) => keep(setup.id, change) })
      }
      return { type: 'admitted', hold }
    },
  }
}
