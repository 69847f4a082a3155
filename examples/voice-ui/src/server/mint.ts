import { createClient, defaultBaseUrl, type Client } from '@vatel/core'
import { startSimulator } from '@vatel/simulator/node'
import type { PageServer } from '../agents/agents.ts'
import type { Destination } from './options.ts'

/** The data that a page needs to open one call. */
export interface Session {
  readonly token: string
  readonly baseUrl: string
}

/** The source of sessions, which keeps the API key to itself. */
export interface Mint {
  readonly callee: PageServer
  readonly mint: () => Promise<Session>
  readonly close: () => Promise<void>
}

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
export const openMint = async (destination: Destination): Promise<Mint> => {
  if (destination.type === 'simulator') {
    const { scenario } = destination
    const simulator = await startSimulator(scenario === undefined ? {} : { scenario })
    const client = createClient({ apiKey: simulator.apiKey, baseUrl: simulator.url })
    return {
      callee: {
        agent: simulator.scenario.scenario.agent.name,
        baseUrl: simulator.url,
        place: 'Simulated on this machine',
      },
      mint: mintFor(client, simulator.agentId, simulator.url),
      close: () => simulator.close(),
    }
  }
  const { apiKey, baseUrl = defaultBaseUrl } = destination
  const client = createClient({ apiKey, baseUrl })
  const { id, name } = await agentOf(client, destination.agentId)
  return {
    callee: { agent: name ?? id, baseUrl, place: `Agent at ${new URL(baseUrl).host}` },
    mint: mintFor(client, id, baseUrl),
    close: () => Promise.resolve(),
  }
}
