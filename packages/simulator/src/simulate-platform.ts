import { systemClock, type Clock, type WebSocketClass } from '@vatel/core'
import * as E from 'fp-ts/Either'
import { memoryFetch } from './memory-fetch.ts'
import { memorySocketClass } from './memory-socket.ts'
import type { LogEntry } from './log-entry.ts'
import { runPlatform } from './platform.ts'
import type { Services, TokenRules } from './rest/store.ts'
import { builtInScenario } from './rules/built-in-scenario.ts'
import { readFaults, type Faults } from './rules/faults.ts'
import type { Replay } from './rules/replay.ts'
import { buildScenario, type LoadedScenario } from './rules/script.ts'

/** How a platform in memory is to be run. */
export interface SimulatedPlatformOptions {
  /** What its agent plays. @defaultValue a short call that needs no files, said by a made-up voice */
  readonly scenario?: LoadedScenario
  /** A call that was recorded, to be done again in place of the script; see {@link readRecord}. @defaultValue none */
  readonly replay?: Replay
  /** What is to go wrong. @defaultValue what the scenario says */
  readonly faults?: Faults
  /** Decides every id that is made up. @defaultValue 1 */
  readonly seed?: number
  /** What the platform has beside itself. @defaultValue SIP and Twilio, but no media server for WebRTC */
  readonly services?: Services
  /** How session tokens are made. @defaultValue good for 300 seconds, for any number of calls */
  readonly tokens?: TokenRules
  /** Is told everything that crosses the wire. */
  readonly log?: (entry: LogEntry) => void
  /** Tells the time; one that is drawn makes a call of ten minutes last milliseconds. @defaultValue the machine's clock */
  readonly clock?: Clock
  /** What the platform's clock shows at first, in milliseconds since 1970. @defaultValue the start of 2025 */
  readonly epochMs?: number
}

/** A platform in this process: pass its parts to a client in place of the world's. */
export interface SimulatedPlatform {
  /** The base URL that its `fetch` and `WebSocket` answer to. */
  readonly url: string
  /** What REST wants as a bearer token. */
  readonly apiKey: string
  /** The agent that plays the script. */
  readonly agentId: string
  /** What it plays. */
  readonly scenario: LoadedScenario
  /** An agent of another organization: what is asked with its id is refused. */
  readonly foreignAgentId: string
  readonly fetch: typeof fetch
  /** For `openCall`. */
  readonly WebSocket: WebSocketClass
}

/**
 * Runs the platform in memory, in any runtime, without a network.
 *
 * @throws {InvalidScenarioError} with the fault that is wrong and what would be right.
 */
export const simulatePlatform = (options: SimulatedPlatformOptions = {}): SimulatedPlatform => {
  const {
    scenario: script = buildScenario(builtInScenario, new Map()),
    faults = {},
    seed = 1,
    log = () => undefined,
    clock = systemClock,
  } = options
  const { epochMs = Date.UTC(2025, 0), services = {}, tokens = {} } = options
  const checked = readFaults(faults, 'faults')
  if (E.isLeft(checked)) throw checked.left
  const platform = runPlatform({
    script,
    faults: checked.right,
    seed,
    log,
    clock,
    epochMs,
    replay: options.replay,
    services,
    tokenRules: tokens,
  })
  return {
    // A name that no network resolves (RFC 2606 section 2): a client that forgets to pass `fetch` fails at once.
    url: 'https://simulator.invalid',
    apiKey: platform.apiKey,
    agentId: script.scenario.agent.id,
    scenario: script,
    foreignAgentId: platform.foreignAgentId,
    fetch: memoryFetch(platform, clock),
    WebSocket: memorySocketClass(platform, clock),
  }
}
