import type { Endpoints } from '@vatel/core'
import { seededUuid } from '../rules/seeded-id.ts'
import { Uuid } from '../rules/wording.ts'
import { answer, done, refuse, type RestResponse } from './exchange.ts'
import { foreignAgentId } from './foreign-agent.ts'
import type { Handler, HandlerOf } from './operation.ts'
import { noTrunk } from './sip-trunks.ts'
import { withEntry, withoutEntries } from './store.ts'
import {
  emptyNumber,
  neededNumber,
  numberNames,
  takenNumber,
  type StoredAssignment,
} from './stored-assignment.ts'

type Operations = Endpoints['sipTrunks']

const noAssignment: RestResponse = refuse(404, 'assignment not found')

/** `GET /v1/sip-trunks/{id}/assignments`: the agents that a trunk leads to. */
export const listAssignments: Handler = (store, { parameters: { id = '' } }) => {
  if (!store.trunks.has(id)) return { store, response: noTrunk }
  const ofTrunk = [...store.assignments.values()].filter(({ sip_trunk_id }) => sip_trunk_id === id)
  return { store, response: answer(200, ofTrunk) }
}

/** `POST /v1/sip-trunks/{id}/assignments`: binds an agent to a trunk. */
export const createAssignment: HandlerOf<Operations['createAssignment']> = (
  store,
  { parameters: { id: sip_trunk_id = '' }, body },
  nowMs,
) => {
  const bad = (response: RestResponse) => ({ store, response })
  const empty = emptyNumber(body)
  if (!Uuid.is(body.agent_id)) return bad(refuse(400, 'agent_id: expected a UUID'))
  if (empty !== undefined) return bad(refuse(400, `${empty}: expected a text with something in it`))
  if (body.agent_id === foreignAgentId(store.seed))
    return bad(refuse(400, 'agent_id: the agent is not in this organization'))
  const trunk = store.trunks.get(sip_trunk_id)
  if (trunk === undefined) return bad(noTrunk)
  if (!store.agents.has(body.agent_id)) return bad(refuse(404, 'agent not found'))
  const assignment: StoredAssignment = {
    id: seededUuid(store.seed, 'assignment', store.made),
    agent_id: body.agent_id,
    sip_trunk_id,
    ...(body.number === undefined ? {} : { number: body.number }),
    ...(body.alternate_number === undefined ? {} : { alternate_number: body.alternate_number }),
    created_at: new Date(nowMs).toISOString(),
  }
  const need = neededNumber(trunk, assignment)
  if (need !== undefined) return bad(refuse(400, need))
  const taken = takenNumber(store, assignment)
  if (taken !== undefined) return bad(taken)
  const assignments = withEntry(store.assignments, assignment.id, assignment)
  return { store: { ...store, made: store.made + 1, assignments }, response: answer(201, assignment) }
}

/** `GET /v1/sip-trunks/assignments/{assignmentId}`: one assignment. */
export const getAssignment: Handler = (store, { parameters: { assignmentId = '' } }) => {
  const assignment = store.assignments.get(assignmentId)
  return { store, response: assignment === undefined ? noAssignment : answer(200, assignment) }
}

/** `PATCH /v1/sip-trunks/assignments/{assignmentId}`: changes the numbers that the body names; `null` clears. */
export const updateAssignment: HandlerOf<Operations['updateAssignment']> = (
  store,
  { parameters: { assignmentId = '' }, body },
) => {
  const stored = store.assignments.get(assignmentId)
  if (stored === undefined) return { store, response: noAssignment }
  const empty = emptyNumber(body)
  if (empty !== undefined)
    return { store, response: refuse(400, `${empty}: expected a text with something in it, or null`) }
  const changed = numberNames.filter((name) => body[name] !== undefined)
  const kept = Object.entries(stored).filter(([name]) => !changed.some((each) => each === name))
  const set = changed.flatMap((name) => (body[name] === null ? [] : [[name, body[name]] as const]))
  const { id, agent_id, sip_trunk_id, created_at } = stored
  const numbers: Pick<StoredAssignment, 'number' | 'alternate_number'> = Object.fromEntries([...kept, ...set])
  const assignment: StoredAssignment = { ...numbers, id, agent_id, sip_trunk_id, created_at }
  const taken = takenNumber(store, assignment)
  if (taken !== undefined) return { store, response: taken }
  const assignments = withEntry(store.assignments, id, assignment)
  return { store: { ...store, assignments }, response: answer(200, assignment) }
}

/** `DELETE /v1/sip-trunks/assignments/{assignmentId}`: unbinds an agent from a trunk. */
export const deleteAssignment: Handler = (store, { parameters: { assignmentId = '' } }) => {
  if (!store.assignments.has(assignmentId)) return { store, response: noAssignment }
  const assignments = withoutEntries(store.assignments, ({ id }) => id === assignmentId)
  return { store: { ...store, assignments }, response: done }
}
