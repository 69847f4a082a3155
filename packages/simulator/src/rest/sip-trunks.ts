import type { Endpoints } from '@vatel/core'
import type * as t from 'io-ts'
import { Uuid } from '../rules/codecs.ts'
import { seededUuid } from '../rules/seeded.ts'
import { answer, done, refuse, type RestResponse } from './http-message.ts'
import type { Handler, HandlerOf } from './operation.ts'
import { withEntry, withoutEntries, type Store } from './store.ts'
import { foreignAgentId } from './stored-agent.ts'

/** Body of a request that creates or updates a trunk. */
type TrunkInput = t.TypeOf<Endpoints['sipTrunks']['update']['body']>

const host = /^[a-z0-9[](?:[a-z0-9.:\]-]*[a-z0-9\]])?$/i

const hostIssue = (field: string, value: string | null | undefined): string | undefined =>
  typeof value !== 'string' || value === '' || host.test(value)
    ? undefined
    : `${field}: expected a host such as sip.example.com, got ${JSON.stringify(value)}`

const transformIssue = ({ caller_id_transforms }: TrunkInput): string | undefined =>
  (caller_id_transforms ?? [])
    .map(({ number }, index) =>
      number === undefined || (Number.isInteger(number) && number >= 0)
        ? undefined
        : `caller_id_transforms[${index}].number: expected a whole number from 0 on, got ${number}`,
    )
    .find((issue) => issue !== undefined)

/** Finds the first invalid value in an input or in the trunk it results in; the codec checks only types. */
const trunkIssue = (input: TrunkInput, made: TrunkInput): string | undefined => {
  const issue =
    hostIssue('inbound_host', input.inbound_host) ??
    hostIssue('outbound_host', input.outbound_host) ??
    transformIssue(input)
  if (issue !== undefined) return issue
  return made.inbound_auth_type === 'acl' && made.inbound_host === undefined
    ? 'inbound_host: expected the host that the ACL admits, because inbound_auth_type is acl'
    : undefined
}

type Operations = Endpoints['sipTrunks']

/** A trunk as it is stored. */
export interface StoredTrunk {
  readonly id: string
  readonly createdAtMs: number
  /** Settings without passwords, which are write-only. */
  readonly settings: Omit<TrunkInput, 'inbound_sip_password' | 'outbound_sip_password'>
}

/** 404: no trunk has this id. */
export const noTrunk: RestResponse = refuse(404, 'SIP trunk not found')

const publicTrunk = ({ id, createdAtMs, settings }: StoredTrunk) => {
  const { register, inbound_auth_type, outbound_host } = settings
  return {
    id,
    created_at: new Date(createdAtMs).toISOString(),
    caller_id_transforms: [],
    inbound_auth_type: 'none',
    register: false,
    remain_in_dialog: false,
    ...settings,
    inbound_registration_status: inbound_auth_type === 'digest' ? 'registered' : 'not_registered',
    outbound_registration_status:
      register === true && outbound_host !== undefined ? 'registered' : 'not_registered',
  }
}

const passwords = ['inbound_sip_password', 'outbound_sip_password']

/** Merges an input into stored settings; `null` and an empty text clear a field. */
const merge = (stored: StoredTrunk['settings'], input: TrunkInput): StoredTrunk['settings'] =>
  Object.fromEntries(
    Object.entries({ ...stored, ...input }).filter(
      ([name, value]) => value !== null && value !== '' && !passwords.includes(name),
    ),
  )

const isTaken = ({ trunks }: Store, username: string | null | undefined, ownId?: string): boolean =>
  typeof username === 'string' &&
  username !== '' &&
  [...trunks.values()].some(({ id, settings }) => id !== ownId && settings.inbound_sip_username === username)

const taken: RestResponse = refuse(409, 'inbound_sip_username: already used by another trunk')

const keepTrunk = (store: Store, trunk: StoredTrunk): Store => ({
  ...store,
  trunks: withEntry(store.trunks, trunk.id, trunk),
})

/** `GET /v1/sip-trunks`: lists the trunks, oldest first. */
export const listSipTrunks: Handler = (store) => ({
  store,
  response: answer(200, [...store.trunks.values()].map(publicTrunk)),
})

/** `POST /v1/sip-trunks`: creates a trunk. */
export const createSipTrunk: HandlerOf<Operations['create']> = (store, { body }, nowMs) => {
  const settings = merge({}, body)
  const issue = trunkIssue(body, settings)
  if (issue !== undefined) return { store, response: refuse(400, issue) }
  if (store.services.sip === false) return { store, response: refuse(503, 'SIP is not available here') }
  if (isTaken(store, body.inbound_sip_username)) return { store, response: taken }
  const trunk = { id: seededUuid(store.seed, 'trunk', store.made), createdAtMs: nowMs, settings }
  return {
    store: { ...keepTrunk(store, trunk), made: store.made + 1 },
    response: answer(201, publicTrunk(trunk)),
  }
}

/** `GET /v1/sip-trunks/{id}`: returns one trunk, without its passwords. */
export const getSipTrunk: Handler = (store, { parameters: { id = '' } }) => {
  const trunk = store.trunks.get(id)
  return { store, response: trunk === undefined ? noTrunk : answer(200, publicTrunk(trunk)) }
}

/** `PATCH /v1/sip-trunks/{id}`: changes the fields that the body names; an empty body is refused. */
export const updateSipTrunk: HandlerOf<Operations['update']> = (store, { parameters: { id = '' }, body }) => {
  const stored = store.trunks.get(id)
  if (stored === undefined) return { store, response: noTrunk }
  if (Object.keys(body).length === 0)
    return { store, response: refuse(400, 'body: expected at least one field') }
  const trunk = { ...stored, settings: merge(stored.settings, body) }
  const issue = trunkIssue(body, trunk.settings)
  if (issue !== undefined) return { store, response: refuse(400, issue) }
  if (isTaken(store, body.inbound_sip_username, id)) return { store, response: taken }
  return { store: keepTrunk(store, trunk), response: answer(200, publicTrunk(trunk)) }
}

/** `DELETE /v1/sip-trunks/{id}`: deletes a trunk and its assignments. */
export const deleteSipTrunk: Handler = (store, { parameters: { id = '' } }) => {
  if (!store.trunks.has(id)) return { store, response: noTrunk }
  return {
    store: {
      ...store,
      trunks: withoutEntries(store.trunks, (trunk) => trunk.id === id),
      assignments: withoutEntries(store.assignments, ({ sip_trunk_id }) => sip_trunk_id === id),
    },
    response: done,
  }
}

/** Assignment of an agent to a trunk, with REST's field names. */
export interface StoredAssignment {
  readonly id: string
  readonly agent_id: string
  readonly sip_trunk_id: string
  readonly number?: string
  readonly alternate_number?: string
  readonly created_at: string
}

/** Fields that hold a number of an assignment. */
const numberNames = ['number', 'alternate_number'] as const

/** Refuses a number that is in use: `number` on its trunk, `alternate_number` on any. */
const takenNumber = ({ assignments }: Store, wanted: StoredAssignment): RestResponse | undefined => {
  const others = [...assignments.values()].filter(({ id }) => id !== wanted.id)
  const sameTrunk = others.filter(({ sip_trunk_id }) => sip_trunk_id === wanted.sip_trunk_id)
  if (wanted.number !== undefined && sameTrunk.some(({ number }) => number === wanted.number))
    return refuse(409, 'number: already used on this trunk')
  return wanted.alternate_number !== undefined &&
    others.some(({ alternate_number }) => alternate_number === wanted.alternate_number)
    ? refuse(409, 'alternate_number: already in use')
    : undefined
}

/** Finds the number that the trunk's authentication requires and the assignment lacks. */
const neededNumber = (
  { settings: { inbound_auth_type } }: StoredTrunk,
  { number, alternate_number }: Pick<StoredAssignment, 'number' | 'alternate_number'>,
): string | undefined => {
  if (inbound_auth_type === 'digest' && number === undefined)
    return 'number: expected a number, because the trunk uses digest authentication'
  return inbound_auth_type === 'acl' && alternate_number === undefined
    ? 'alternate_number: expected a number, because the trunk uses an ACL'
    : undefined
}

/** Finds a number that is an empty text. */
const emptyNumber = (body: { readonly number?: unknown; readonly alternate_number?: unknown }) =>
  numberNames.find((name) => body[name] === '')

const noAssignment: RestResponse = refuse(404, 'assignment not found')

/** `GET /v1/sip-trunks/{id}/assignments`: lists the assignments of a trunk. */
export const listAssignments: Handler = (store, { parameters: { id = '' } }) => {
  if (!store.trunks.has(id)) return { store, response: noTrunk }
  const ofTrunk = [...store.assignments.values()].filter(({ sip_trunk_id }) => sip_trunk_id === id)
  return { store, response: answer(200, ofTrunk) }
}

/** `POST /v1/sip-trunks/{id}/assignments`: assigns an agent to a trunk. */
export const createAssignment: HandlerOf<Operations['createAssignment']> = (
  store,
  { parameters: { id: sip_trunk_id = '' }, body },
  nowMs,
) => {
  const bad = (response: RestResponse) => ({ store, response })
  const empty = emptyNumber(body)
  if (!Uuid.is(body.agent_id)) return bad(refuse(400, 'agent_id: expected a UUID'))
  if (empty !== undefined) return bad(refuse(400, `${empty}: expected a text that is not empty`))
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

/** `GET /v1/sip-trunks/assignments/{assignmentId}`: returns one assignment. */
export const getAssignment: Handler = (store, { parameters: { assignmentId = '' } }) => {
  const assignment = store.assignments.get(assignmentId)
  return { store, response: assignment === undefined ? noAssignment : answer(200, assignment) }
}

/** `PATCH /v1/sip-trunks/assignments/{assignmentId}`: changes the numbers that the body names; `null` clears one. */
export const updateAssignment: HandlerOf<Operations['updateAssignment']> = (
  store,
  { parameters: { assignmentId = '' }, body },
) => {
  const stored = store.assignments.get(assignmentId)
  if (stored === undefined) return { store, response: noAssignment }
  const empty = emptyNumber(body)
  if (empty !== undefined)
    return { store, response: refuse(400, `${empty}: expected a text that is not empty, or null`) }
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

/** `DELETE /v1/sip-trunks/assignments/{assignmentId}`: deletes an assignment. */
export const deleteAssignment: Handler = (store, { parameters: { assignmentId = '' } }) => {
  if (!store.assignments.has(assignmentId)) return { store, response: noAssignment }
  const assignments = withoutEntries(store.assignments, ({ id }) => id === assignmentId)
  return { store: { ...store, assignments }, response: done }
}
