import { createClient, isVatelError, openCall, type Clock } from '@vatel/core'
import type { CallInput } from '@vatel/machine'
import { InvalidScenarioError, startSimulator } from '@vatel/simulator/node'
import type { ExpectedCourse } from './check-course.ts'
import { expectedCourse } from './expected-course.ts'
import { CannotStart } from './failures.ts'
import type { Callee } from './options.ts'

/** Somebody who can be called. */
export interface Line {
  /** Who it is, for the top of the picture. */
  readonly title: string
  /** Mints a token over HTTP and opens the WebSocket with it. */
  readonly connect: CallInput['connect']
  /** What is to happen in the call, where a scenario says so. */
  readonly expected?: ExpectedCourse
  /** Stops what was started for the call. */
  close(): Promise<void>
}

interface Platform {
  readonly agentId: string
  readonly apiKey: string
  readonly baseUrl?: string
}

/** Makes the way to an agent on a platform: a fresh token for each call. */
export const connectTo = ({ agentId, apiKey, baseUrl }: Platform, clock: Clock): CallInput['connect'] => {
  const where = baseUrl === undefined ? {} : { baseUrl }
  const client = createClient({ apiKey, clock, ...where })
  return async ({ signal }) => {
    const { token } = await client.session.generateToken({ agent_id: agentId }, { signal })
    return openCall({ token, signal, clock, ...where })
  }
}

const reachPlatform = (callee: Platform, clock: Clock): Line => {
  const host = callee.baseUrl === undefined ? 'the Vatel platform' : new URL(callee.baseUrl).host
  return {
    title: `agent ${callee.agentId} on ${host}`,
    connect: connectTo(callee, clock),
    close: () => Promise.resolve(),
  }
}

const reachSimulator = async (scenario: string | undefined, clock: Clock): Promise<Line> => {
  const simulator = await startSimulator({ clock, ...(scenario !== undefined && { scenario }) })
  const { agentId, apiKey, url: baseUrl, scenario: script } = simulator
  return {
    title: `${script.scenario.agent.name}, on a simulator at ${new URL(baseUrl).host}`,
    connect: connectTo({ agentId, apiKey, baseUrl }, clock),
    expected: expectedCourse(script.scenario),
    close: () => simulator.close(),
  }
}

/** Makes ready whoever is to be called; rejects with `CannotStart` for a scenario, key or address that cannot be used. */
export const reach = async (callee: Callee, clock: Clock): Promise<Line> => {
  try {
    return await (callee.type === 'platform'
      ? reachPlatform(callee, clock)
      : reachSimulator(callee.scenario, clock))
  } catch (error) {
    if (error instanceof InvalidScenarioError || isVatelError(error))
      throw new CannotStart(error.message, error)
    throw error
  }
}
