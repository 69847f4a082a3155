import { createClient, type Client } from '@vatel/core'
import { startSimulator } from '@vatel/simulator/node'
import type { Callee } from './options.ts'

/** The data that a page needs to open one call. */
export interface Session {
  readonly token: string
  readonly baseUrl: string
}

/** The source of sessions, which keeps the API key to itself. */
export interface Mint {
  /** Name of the agent, for people. */
  readonly agent: string
  readonly mint: () => Promise<Session>
  readonly close: () => Promise<void>
}

const defaultBaseUrl = 'https://api.vatel.ai'

const mintFor = (client: Client, agentId: string, baseUrl: string) => async (): Promise<Session> => {
  const { token } = await client.session.generateToken({ agent_id: agentId })
  return { token, baseUrl }
}

/** The agent that was named, or the first there is. */
const agentOf = async (client: Client, agentId: string | undefined) => {
  if (agentId !== undefined) return { ...(await client.agents.get(agentId)), id: agentId }
  for (const { id, name } of await client.agents.list()) if (id !== undefined) return { id, name }
  throw new Error('this organization has no agent: make one first')
}

/**
 * Finds the agent to call and says how to get a token for it: starts the simulator, or asks the platform.
 *
 * @throws {VatelError} where the platform does not know the key or the agent, or cannot be reached.
 */
export const openMint = async (callee: Callee): Promise<Mint> => {
  if (callee.type === 'simulator') {
    const simulator = await startSimulator(callee)
    const client = createClient({ apiKey: simulator.apiKey, baseUrl: simulator.url })
    return {
      agent: `${simulator.scenario.scenario.agent.name}, simulated on this machine`,
      mint: mintFor(client, simulator.agentId, simulator.url),
      close: () => simulator.close(),
    }
  }
  const { apiKey, baseUrl = defaultBaseUrl } = callee
  const client = createClient({ apiKey, baseUrl })
  const { id, name } = await agentOf(client, callee.agentId)
  return {
    agent: `${name ?? id} at ${new URL(baseUrl).host}`,
    mint: mintFor(client, id, baseUrl),
    close: () => Promise.resolve(),
  }
}
