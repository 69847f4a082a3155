import { Uuid } from '../rules/wording.ts'
import { answer, refuse } from './exchange.ts'
import type { Handler } from './operation.ts'
import type { StoredAgent } from './store.ts'

const publicAgent = ({ script, createdAtMs }: StoredAgent) => {
  const { agent, lines, opening } = script.scenario
  const createdAt = new Date(createdAtMs).toISOString()
  return {
    status: 'active',
    llm: 'openai/gpt-4o-mini',
    first_message: lines[opening]?.text ?? '',
    summarize_calls: false,
    ...agent,
    created_at: createdAt,
    updated_at: createdAt,
  }
}

/** `GET /v1/agents`: every agent of the organization. */
export const listAgents: Handler = (store) => ({
  store,
  response: answer(200, [...store.agents.values()].map(publicAgent)),
})

/** `GET /v1/agents/{id}`: one agent. */
export const getAgent: Handler = (store, { parameters: { id = '' } }) => {
  if (!Uuid.is(id)) return { store, response: refuse(400, 'id: expected a UUID') }
  const agent = store.agents.get(id)
  return {
    store,
    response: agent === undefined ? refuse(404, 'agent not found') : answer(200, publicAgent(agent)),
  }
}
