import { startSimulator } from '@vatel/simulator/node'

/** Asks a platform on a port for its agents; says `ok` where the one that plays the default scenario is among them. */
export const use = async (): Promise<string> => {
  const simulator = await startSimulator()
  const response = await fetch(`${simulator.url}/v1/agents`, {
    headers: { authorization: `Bearer ${simulator.apiKey}` },
  })
  const answer = await response.text()
  await simulator.close()
  return response.ok && answer.includes(simulator.agentId) ? 'ok' : `${response.status} ${answer}`
}
