import type { Endpoints } from '@vatel/core'
import { seededUuid } from '../rules/seeded-id.ts'
import { answer, done, refuse, type RestResponse } from './exchange.ts'
import type { Handler, HandlerOf } from './operation.ts'
import { withEntry, withoutEntries, type Store } from './store.ts'
import { trunkIssue, type TrunkInput } from './trunk-issue.ts'

type Operations = Endpoints['sipTrunks']

/** A trunk as the platform keeps it. */
export interface StoredTrunk {
  readonly id: string
  readonly createdAtMs: number
  /** Without passwords: they are written, and never read. */
  readonly settings: Omit<TrunkInput, 'inbound_sip_password' | 'outbound_sip_password'>
}

/** Answers that there is no such trunk. */
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

/** Puts an input over what is stored; `null` and an empty text clear. */
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

const taken: RestResponse = refuse(409, 'inbound_sip_username: it is used by another trunk')

const keep = (store: Store, trunk: StoredTrunk): Store => ({
  ...store,
  trunks: withEntry(store.trunks, trunk.id, trunk),
})

/** `GET /v1/sip-trunks`: the trunks, oldest first. */
export const listSipTrunks: Handler = (store) => ({
  store,
  response: answer(200, [...store.trunks.values()].map(publicTrunk)),
})

/** `POST /v1/sip-trunks`: a trunk. */
export const createSipTrunk: HandlerOf<Operations['create']> = (store, { body }, nowMs) => {
  const settings = merge({}, body)
  const issue = trunkIssue(body, settings)
  if (issue !== undefined) return { store, response: refuse(400, issue) }
  if (store.services.sip === false) return { store, response: refuse(503, 'SIP is not available here') }
  if (isTaken(store, body.inbound_sip_username)) return { store, response: taken }
  const trunk = { id: seededUuid(store.seed, 'trunk', store.made), createdAtMs: nowMs, settings }
  return {
    store: { ...keep(store, trunk), made: store.made + 1 },
    response: answer(201, publicTrunk(trunk)),
  }
}

/** `GET /v1/sip-trunks/{id}`: one trunk, without its passwords. */
export const getSipTrunk: Handler = (store, { parameters: { id = '' } }) => {
  const trunk = store.trunks.get(id)
  return { store, response: trunk === undefined ? noTrunk : answer(200, publicTrunk(trunk)) }
}

/** `PATCH /v1/sip-trunks/{id}`: changes what the body names, of which there must be something. */
export const updateSipTrunk: HandlerOf<Operations['update']> = (store, { parameters: { id = '' }, body }) => {
  const stored = store.trunks.get(id)
  if (stored === undefined) return { store, response: noTrunk }
  if (Object.keys(body).length === 0) return { store, response: refuse(400, 'body: no fields to update') }
  const trunk = { ...stored, settings: merge(stored.settings, body) }
  const issue = trunkIssue(body, trunk.settings)
  if (issue !== undefined) return { store, response: refuse(400, issue) }
  if (isTaken(store, body.inbound_sip_username, id)) return { store, response: taken }
  return { store: keep(store, trunk), response: answer(200, publicTrunk(trunk)) }
}

/** `DELETE /v1/sip-trunks/{id}`: forgets a trunk and its assignments. */
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
