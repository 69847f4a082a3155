import type { AgentCreateInput, AgentUpdateInput } from '@vatel/core'
import { seededUuid } from '../rules/seeded-id.ts'
import { agentIssue } from './agent-issue.ts'
import { answer, done, refuse, type RestResponse } from './exchange.ts'
import { mergeSettings } from './merge-settings.ts'
import type { Handler } from './operation.ts'
import { withEntry, withoutEntries, type Store } from './store.ts'
import { makeAgent, type StoredAgent } from './stored-agent.ts'

/** Answers that there is no such agent. */
export const noAgent: RestResponse = refuse(404, 'agent not found')

const publicAgent = ({ id, settings, createdAtMs, updatedAtMs }: StoredAgent) => ({
  id,
  ...settings,
  created_at: new Date(createdAtMs).toISOString(),
  updated_at: new Date(updatedAtMs).toISOString(),
})

const keep = (store: Store, agent: StoredAgent): Store => ({
  ...store,
  agents: withEntry(store.agents, agent.id, agent),
})

/** `GET /v1/agents`: every agent of the organization. */
export const listAgents: Handler = (store) => ({
  store,
  response: answer(200, [...store.agents.values()].map(publicAgent)),
})

/** `POST /v1/agents`: an agent that plays the platform's script, as far as its settings let it. */
export const createAgent: Handler<AgentCreateInput> = (store, { body }, nowMs) => {
  const issue = agentIssue(store, body)
  if (issue !== undefined) return { store, response: refuse(400, issue) }
  const made = makeAgent(seededUuid(store.seed, 'agent', store.made), store.script, nowMs)
  const agent = { ...made, settings: mergeSettings(made.settings, body) }
  return {
    store: { ...keep(store, agent), made: store.made + 1 },
    response: answer(201, publicAgent(agent)),
  }
}

/** `GET /v1/agents/{id}`: one agent. */
export const getAgent: Handler = (store, { parameters: { id = '' } }) => {
  const agent = store.agents.get(id)
  return { store, response: agent === undefined ? noAgent : answer(200, publicAgent(agent)) }
}

/** `PATCH /v1/agents/{id}`: changes what the body names. */
export const updateAgent: Handler<AgentUpdateInput> = (store, { parameters: { id = '' }, body }, nowMs) => {
  const stored = store.agents.get(id)
  if (stored === undefined) return { store, response: noAgent }
  const issue = agentIssue(store, body)
  if (issue !== undefined) return { store, response: refuse(400, issue) }
  const agent = { ...stored, settings: mergeSettings(stored.settings, body), updatedAtMs: nowMs }
  return { store: keep(store, agent), response: answer(200, publicAgent(agent)) }
}

/** `DELETE /v1/agents/{id}`: forgets an agent and its assignments; the calls that it held stay. */
export const deleteAgent: Handler = (store, { parameters: { id = '' } }) => {
  if (!store.agents.has(id)) return { store, response: noAgent }
  return {
    store: {
      ...store,
      agents: withoutEntries(store.agents, (agent) => agent.id === id),
      assignments: withoutEntries(store.assignments, ({ agent_id }) => agent_id === id),
    },
    response: done,
  }
}
