import type { AddressInfo } from 'node:net'
import { systemClock, type Clock } from '@vatel/core'
import * as E from 'fp-ts/Either'
import { serveHttp } from './http-server.ts'
import { loadRecord } from './load-record.ts'
import { loadScenario } from './load-script.ts'
import type { LogEntry } from './log-entry.ts'
import { runPlatform } from './platform.ts'
import type { Services, TokenRules } from './rest/store.ts'
import { readFaults, type Faults } from './rules/faults.ts'
import type { Replay } from './rules/replay.ts'
import type { LoadedScenario } from './rules/script.ts'

/** How a simulator is to be run. */
export interface SimulatorOptions {
  /** The port on loopback; 0 takes any that is free. @defaultValue 0 */
  readonly port?: number
  /** A scenario's file, or what {@link loadScenario} gave. @defaultValue the city guide */
  readonly scenario?: string | LoadedScenario
  /** A call that was recorded, as a file or as {@link readRecord} gave it, to be done again in place of the scenario. @defaultValue none */
  readonly replay?: string | Replay
  /** What is to go wrong. @defaultValue nothing */
  readonly faults?: Faults
  /** Decides every id that is made up. @defaultValue 1 */
  readonly seed?: number
  /** What the platform has beside itself. @defaultValue SIP and Twilio, but no media server for WebRTC */
  readonly services?: Services
  /** How session tokens are made. @defaultValue good for 300 seconds, for any number of calls */
  readonly tokens?: TokenRules
  /** Is told everything that crosses the wire. */
  readonly log?: (entry: LogEntry) => void
  /** Tells the time. @defaultValue the machine's clock */
  readonly clock?: Clock
  /** What the platform's clock shows at first, in milliseconds since 1970. @defaultValue now */
  readonly epochMs?: number
}

/** A platform on a port of this machine. */
export interface Simulator {
  /** Where it is, for REST and for calls. */
  readonly url: string
  /** What REST wants as a bearer token. */
  readonly apiKey: string
  /** The agent that plays the scenario. */
  readonly agentId: string
  /** An agent of another organization: what is asked with its id is refused. */
  readonly foreignAgentId: string
  /** What it plays. */
  readonly scenario: LoadedScenario
  /** Stops it: cuts every call and frees the port. */
  close(): Promise<void>
}

/**
 * Starts the platform on a port of this machine.
 *
 * @throws {InvalidScenarioError} with the place in the scenario or the faults and what would be right there.
 */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const { port = 0, scenario, faults = {}, seed = 1, clock = systemClock, epochMs = Date.now() } = options
  const checked = readFaults(faults, 'faults')
  if (E.isLeft(checked)) throw checked.left
  const script = typeof scenario === 'object' ? scenario : await loadScenario(scenario)
  const replay = typeof options.replay === 'string' ? await loadRecord(options.replay) : options.replay
  const platform = runPlatform({
    script,
    faults: checked.right,
    seed,
    clock,
    epochMs,
    replay,
    services: options.services ?? {},
    tokenRules: options.tokens ?? {},
    log: options.log ?? (() => undefined),
  })
  const { server, close } = serveHttp(platform, clock)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve())
  })
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${taken}`,
    apiKey: platform.apiKey,
    agentId: script.scenario.agent.id,
    foreignAgentId: platform.foreignAgentId,
    scenario: script,
    close,
  }
}
