import { assertOptions, type GenerateSessionTokenRequest, type WebSocketClass } from '@vatel/core'
import { memoryFetch, memorySocketClass } from './memory-transport.ts'
import { platformOptions, runPlatform, type PlatformOptions } from './platform.ts'
import type { Replay } from './rules/call/call-model.ts'
import { buildScenario, type LoadedScenario } from './rules/scenario/loaded-scenario.ts'
import type { Scenario } from './rules/scenario/scenario.ts'

/** A short call with a tool, a long answer to interrupt, and an end. It needs no files. */
const builtInScenario: Scenario = {
  name: 'built-in',
  agent: {
    id: '0a11ce00-c17e-4a1d-9a1e-000000000000',
    name: 'Olga, at the switchboard',
    prompt: 'You are Olga. You put people through.',
    default_language: 'en',
    vad_settings: { start_secs: 0.2, stop_secs: 0.6 },
  },
  pace: { chunkMs: 200, chunksPerBurst: 3, burstEveryMs: 200 },
  thinkMs: 300,
  lines: {
    hello: { text: 'Hello, this is the switchboard. Whom do you want to speak to?' },
    found: { text: 'She is in. One moment, please.' },
    absent: { text: 'I am afraid that she is out.' },
    waiting: {
      text: 'While you wait, let me tell you about our opening hours. We are open from nine to five, but not on Sundays.',
    },
    bye: { text: 'Goodbye.' },
    again: { text: 'Could you say that again?' },
  },
  opening: 'hello',
  turns: [
    {
      user: 'Miss Miller in accounts, please.',
      call: {
        tool: 'find_person',
        arguments: [
          {
            name: 'name',
            type: 'resolved',
            dataType: 'string',
            description: 'Who is wanted',
            required: true,
            value: 'Miller',
          },
        ],
        answers: [{ matches: 'yes|in|available', say: 'found' }],
        otherwise: 'absent',
      },
    },
    { user: 'Thank you, I shall wait.', say: 'waiting' },
    { user: 'No, I will call again. Goodbye.', say: 'bye', bargesIn: true, end: true },
  ],
  otherwise: { user: 'Something else.', say: 'again' },
}

/** Options of a platform in memory. */
export interface SimulatedPlatformOptions extends PlatformOptions {
  /** The scenario that its agent plays. @defaultValue a short call that needs no files, spoken by a synthetic voice */
  readonly scenario?: LoadedScenario
  /** A recorded call to replay instead of the scenario; see {@link readRecord}. @defaultValue none */
  readonly replay?: Replay
  /** Start of the platform's clock, in milliseconds since 1970. @defaultValue the start of 2025 */
  readonly epochMs?: number
}

/** A platform in this process. Pass its parts to a client. */
export interface SimulatedPlatform {
  /** Base URL that its `fetch` and `WebSocket` answer to. */
  readonly url: string
  /** API key: the bearer token of REST requests. */
  readonly apiKey: string
  /** Id of the agent that plays the scenario. */
  readonly agentId: string
  /** The scenario. */
  readonly scenario: LoadedScenario
  /**
   * Creates a session token without an API key. The request defaults to the scenario's agent; faults of REST do not apply.
   *
   * @throws {RefusedError} when the platform refuses the request, for example for an unknown agent.
   */
  readonly mintToken: (request?: Partial<GenerateSessionTokenRequest>) => string
  /** Id of an agent of another organization; requests with it are refused. */
  readonly foreignAgentId: string
  readonly fetch: typeof fetch
  /** WebSocket class for `openCall`. */
  readonly WebSocket: WebSocketClass
}

/**
 * Runs the platform in memory, in any runtime, without a network.
 *
 * @example
 * const { url, apiKey, agentId, fetch, WebSocket } = simulatePlatform({ seed: 7 })
 * const vatel = createClient({ apiKey, baseUrl: url, fetch })
 * const call = await vatel.connect({ agent_id: agentId }, { WebSocket })
 *
 * @throws {InvalidScenarioError} with the fault that is invalid and what would be valid.
 * @throws {InvalidArgumentError} when an option is unknown, or the scenario is not the result of `readScenario` or
 * `loadScenario`.
 */
export const simulatePlatform = (options: SimulatedPlatformOptions = {}): SimulatedPlatform => {
  assertOptions<SimulatedPlatformOptions>(options, platformOptions)
  const { scenario = buildScenario(builtInScenario, new Map()), epochMs = Date.UTC(2025, 0) } = options
  const platform = runPlatform(scenario, options.replay, epochMs, options)
  return {
    // A name that never resolves (RFC 2606 section 2): a client without our `fetch` fails at once.
    url: 'https://simulator.invalid',
    apiKey: platform.apiKey,
    agentId: platform.agentId,
    scenario,
    foreignAgentId: platform.foreignAgentId,
    mintToken: platform.mintToken,
    fetch: memoryFetch(platform),
    WebSocket: memorySocketClass(platform),
  }
}
