import { createClient, isVatelError, openCall, type Clock } from '@vatel/core'
import type { CallInput } from '@vatel/machine'
import { InvalidScenarioError, startSimulator } from '@vatel/simulator/node'
import { expectedCourse, type ExpectedCourse } from './check-course.ts'
import { CannotStart } from './failures.ts'
import type { Callee } from './options.ts'

/** An agent that can be called. */
interface Line {
  /** Title of the view. */
  readonly title: string
  /** Requests a token over HTTP and opens the WebSocket with it. */
  readonly connect: CallInput['connect']
  /** Expected course of the call, if a scenario defines one. */
  readonly expected?: ExpectedCourse
  /** Stops what was started for the call. */
  close(): Promise<void>
}

interface Platform {
  readonly agentId: string
  readonly apiKey: string
  readonly baseUrl?: string
}

/** Creates the function that connects to an agent of a platform, with a new token for each call. */
const connectTo = ({ agentId, apiKey, baseUrl }: Platform, clock: Clock): CallInput['connect'] => {
  const where = baseUrl === undefined ? {} : { baseUrl }
  const client = createClient({ apiKey, clock, ...where })
  return async ({ signal }) => {
    const { token } = await client.session.generateToken({ agent_id: agentId }, { signal })
    return openCall({ token, signal, clock, ...where })
  }
}

const platformLine = (callee: Platform, clock: Clock): Line => {
  const host = callee.baseUrl === undefined ? 'the Vatel platform' : new URL(callee.baseUrl).host
  return {
    title: `agent ${callee.agentId} on ${host}`,
    connect: connectTo(callee, clock),
    close: () => Promise.resolve(),
  }
}

const simulatorLine = async (scenario: string | undefined, clock: Clock): Promise<Line> => {
  const simulator = await startSimulator({ clock, ...(scenario !== undefined && { scenario }) })
  const { agentId, apiKey, url: baseUrl, scenario: loaded } = simulator
  return {
    title: `${loaded.scenario.agent.name}, on a simulator at ${new URL(baseUrl).host}`,
    connect: connectTo({ agentId, apiKey, baseUrl }, clock),
    expected: expectedCourse(loaded.scenario),
    close: () => simulator.close(),
  }
}

/** Prepares the agent to call; rejects with `CannotStart` for an invalid scenario, key or address. */
export const prepareLine = async (callee: Callee, clock: Clock): Promise<Line> => {
  try {
    return await (callee.type === 'platform'
      ? platformLine(callee, clock)
      : simulatorLine(callee.scenario, clock))
  } catch (error) {
    if (error instanceof InvalidScenarioError || isVatelError(error))
      throw new CannotStart(error.message, error)
    throw error
  }
}
