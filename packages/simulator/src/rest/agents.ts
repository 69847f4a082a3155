import type { AgentCreateInput, AgentUpdateInput, DialBody, DialQuery } from '@vatel/core'
import { Uuid } from '../rules/codecs.ts'
import type { LoadedScenario } from '../rules/scenario/loaded-scenario.ts'
import { seededUuid } from '../rules/seeded.ts'
import { answer, done, refuse, type RestResponse } from './http-message.ts'
import type { Handler } from './operation.ts'
import { noTrunk } from './sip-trunks.ts'
import { withEntry, withoutEntries, type Store } from './store.ts'
import {
  agentIssue,
  foreignAgentId,
  makeAgent,
  mergeSettings,
  type StoredAgent,
  type StoredVersion,
} from './stored-agent.ts'
import { dialledCall } from './stored-call.ts'

/** 404: no agent has this id. */
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

/** `GET /v1/agents`: lists the agents of the organization. */
export const listAgents: Handler = (store) => ({
  store,
  response: answer(200, [...store.agents.values()].map(publicAgent)),
})

/** `POST /v1/agents`: creates an agent that plays the platform's scenario with the given settings. */
export const createAgent: Handler<AgentCreateInput> = (store, { body }, nowMs) => {
  const issue = agentIssue(store, body)
  if (issue !== undefined) return { store, response: refuse(400, issue) }
  const made = makeAgent(seededUuid(store.seed, 'agent', store.made), store.scenario, nowMs)
  const agent = { ...made, settings: mergeSettings(made.settings, body) }
  return {
    store: { ...keep(store, agent), made: store.made + 1 },
    response: answer(201, publicAgent(agent)),
  }
}

/** `GET /v1/agents/{id}`: returns one agent. */
export const getAgent: Handler = (store, { parameters: { id = '' } }) => {
  const agent = store.agents.get(id)
  return { store, response: agent === undefined ? noAgent : answer(200, publicAgent(agent)) }
}

/** `PATCH /v1/agents/{id}`: changes the settings that the body names. */
export const updateAgent: Handler<AgentUpdateInput> = (store, { parameters: { id = '' }, body }, nowMs) => {
  const stored = store.agents.get(id)
  if (stored === undefined) return { store, response: noAgent }
  const issue = agentIssue(store, body)
  if (issue !== undefined) return { store, response: refuse(400, issue) }
  const agent = { ...stored, settings: mergeSettings(stored.settings, body), updatedAtMs: nowMs }
  return { store: keep(store, agent), response: answer(200, publicAgent(agent)) }
}

/** `DELETE /v1/agents/{id}`: deletes an agent and its assignments; its calls stay. */
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

const noVersion: RestResponse = refuse(404, 'agent version not found')

const publicVersion = ({ id: agent_id }: StoredAgent, version: StoredVersion) => ({
  id: version.id,
  agent_id,
  created_at: new Date(version.createdAtMs).toISOString(),
  published_at: version.publishedAtMs === undefined ? null : new Date(version.publishedAtMs).toISOString(),
  tag: version.tag,
})

/** Graph of a scenario: one node for the opening, one for each turn, one for any further utterance. */
const nodesOf = ({ scenario: { opening, turns, otherwise } }: LoadedScenario) => [
  { id: 'opening', type: 'say', say: opening, edges: turns.length === 0 ? ['otherwise'] : ['turn-0'] },
  ...turns.map(({ call, ...turn }, index) => ({
    id: `turn-${index}`,
    type: call === undefined ? 'say' : 'tool',
    ...turn,
    ...(call === undefined ? {} : { tool: call.tool }),
    edges: turn.end === true ? [] : [index + 1 < turns.length ? `turn-${index + 1}` : 'otherwise'],
  })),
  { id: 'otherwise', type: otherwise.call === undefined ? 'say' : 'tool', edges: ['otherwise'] },
]

/** `GET /v1/agents/{id}/versions`: lists the versions of an agent, latest first. */
export const listVersions: Handler = (store, { parameters: { id = '' } }) => {
  const agent = store.agents.get(id)
  if (agent === undefined) return { store, response: noAgent }
  return {
    store,
    response: answer(
      200,
      agent.versions.map((version) => publicVersion(agent, version)),
    ),
  }
}

/** `GET /v1/agents/{id}/versions/{versionId}`: returns one version and its graph. */
export const getVersion: Handler = (store, { parameters: { id = '', versionId = '' } }) => {
  const agent = store.agents.get(id)
  if (agent === undefined) return { store, response: noAgent }
  const version = agent.versions.find((each) => each.id === versionId)
  if (version === undefined) return { store, response: noVersion }
  return {
    store,
    response: answer(200, { version: publicVersion(agent, version), nodes: nodesOf(agent.scenario) }),
  }
}

/** `POST /v1/agents/{id}/versions/{versionId}/publish`: publishes a version; later calls use it. */
export const publishVersion: Handler = (store, { parameters: { id = '', versionId = '' } }, nowMs) => {
  const agent = store.agents.get(id)
  if (agent === undefined) return { store, response: noAgent }
  const version = agent.versions.find((each) => each.id === versionId)
  if (version === undefined) return { store, response: noVersion }
  if (version.publishedAtMs !== undefined) return { store, response: refuse(409, 'already published') }
  const published = { ...version, publishedAtMs: nowMs }
  const after: StoredAgent = {
    ...agent,
    versions: agent.versions.map((each) => (each.id === versionId ? published : each)),
    activeVersionId: versionId,
  }
  return {
    store: { ...store, agents: withEntry(store.agents, id, after) },
    response: answer(200, publicVersion(after, published)),
  }
}

const longestCallee = 64

const calleeIssue = ({ number, destination, sipTrunkId }: DialQuery): string | undefined => {
  const callee = number ?? destination ?? ''
  if (callee === '') return 'number: expected the number to dial, here or in destination'
  if (destination !== undefined && destination !== callee)
    return 'destination: expected the same as number, or only one of the two'
  if (sipTrunkId === undefined)
    return /^\+?\d{7,15}$/.test(callee) ? undefined : 'number: expected 7 to 15 digits such as +14155550100'
  if (callee.length > longestCallee) return `number: expected at most ${longestCallee} characters`
  return Uuid.is(sipTrunkId) ? undefined : 'sipTrunkId: expected a UUID'
}

/** Refuses a dial from the agent's own number that is impossible. */
const twilioIssue = (store: Store, { settings }: StoredAgent): RestResponse | undefined => {
  const { phone_number_id: numberId = '' } = settings
  if (numberId === '') return refuse(400, 'the agent has no phone number; assign one, or dial by sipTrunkId')
  if (!store.numbers.has(numberId)) return refuse(404, 'phone number not found')
  return store.services.twilio === false ? refuse(500, 'Twilio cannot be reached') : undefined
}

/** Refuses a dial over a trunk that is impossible. */
const trunkIssue = (store: Store, agent: StoredAgent, trunkId: string): RestResponse | undefined => {
  if (store.services.sip === false) return refuse(503, 'SIP is not available here')
  if (!store.trunks.has(trunkId)) return noTrunk
  const isAssigned = [...store.assignments.values()].some(
    ({ agent_id, sip_trunk_id }) => agent_id === agent.id && sip_trunk_id === trunkId,
  )
  return isAssigned ? undefined : refuse(403, 'the SIP trunk is not assigned to this agent')
}

const dialIssue = (store: Store, agentId: string, query: DialQuery): RestResponse | undefined => {
  const { sipTrunkId } = query
  const issue = calleeIssue(query)
  if (issue !== undefined) return refuse(400, issue)
  if (agentId === foreignAgentId(store.seed)) return refuse(401, 'the API key has no access to this agent')
  const agent = store.agents.get(agentId)
  if (agent === undefined) return noAgent
  if (agent.settings.status === 'inactive') return refuse(404, 'the agent is inactive')
  return sipTrunkId === undefined ? twilioIssue(store, agent) : trunkIssue(store, agent, sipTrunkId)
}

/** `POST /v1/agents/{id}/dial`: simulates an outbound call to a callee who only listens. */
export const dialAgent: Handler<DialBody, DialQuery> = (
  store,
  { parameters: { id = '' }, query, body: { variables } },
  nowMs,
) => {
  const issue = dialIssue(store, id, query)
  const agent = store.agents.get(id)
  if (issue !== undefined || agent === undefined) return { store, response: issue ?? noAgent }
  const { number, destination = '', sipTrunkId, firstMessage, prompt } = query
  const call = dialledCall(
    seededUuid(store.seed, 'call', store.calls.size),
    agent,
    {
      source: sipTrunkId === undefined ? 'twilio' : 'sip',
      outbound: true,
      partyNumber: number ?? destination,
      createdAtMs: nowMs,
    },
    {
      ...(firstMessage === undefined ? {} : { first_message: firstMessage }),
      ...(prompt === undefined ? {} : { prompt }),
      ...(variables === undefined ? {} : { variables }),
    },
  )
  return {
    store: { ...store, calls: withEntry(store.calls, call.id, call) },
    response: answer(200, { success: true }),
  }
}
