import type { LoadedScenario } from '../rules/script.ts'
import { noAgent } from './agents.ts'
import { answer, refuse, type RestResponse } from './exchange.ts'
import type { Handler } from './operation.ts'
import { withEntry } from './store.ts'
import type { StoredAgent, StoredVersion } from './stored-agent.ts'

const noVersion: RestResponse = refuse(404, 'agent version not found')

const publicVersion = ({ id: agent_id }: StoredAgent, version: StoredVersion) => ({
  id: version.id,
  agent_id,
  created_at: new Date(version.createdAtMs).toISOString(),
  published_at: version.publishedAtMs === undefined ? null : new Date(version.publishedAtMs).toISOString(),
  tag: version.tag,
})

/** The course of a scenario as nodes: the opening, and one for each thing that the user says. */
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

/** `GET /v1/agents/{id}/versions`: the versions of an agent, oldest first. */
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

/** `GET /v1/agents/{id}/versions/{versionId}`: one version and what it is made of. */
export const getVersion: Handler = (store, { parameters: { id = '', versionId = '' } }) => {
  const agent = store.agents.get(id)
  if (agent === undefined) return { store, response: noAgent }
  const version = agent.versions.find((each) => each.id === versionId)
  if (version === undefined) return { store, response: noVersion }
  return {
    store,
    response: answer(200, { version: publicVersion(agent, version), nodes: nodesOf(agent.script) }),
  }
}

/** `POST /v1/agents/{id}/versions/{versionId}/publish`: from now on calls are held with this version. */
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
