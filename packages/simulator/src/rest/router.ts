import { endpoints, type Endpoint, type Endpoints } from '@vatel/core'
import * as E from 'fp-ts/Either'
import { Uuid } from '../rules/codecs.ts'
import type { HttpFault } from '../rules/faults/http-faults.ts'
import {
  createAgent,
  deleteAgent,
  dialAgent,
  getAgent,
  getVersion,
  listAgents,
  listVersions,
  publishVersion,
  updateAgent,
} from './agents.ts'
import { downloadRecording, getCall, listCalls } from './calls.ts'
import { getOrganization, listLlms, listVoices } from './catalog.ts'
import { refuse, type RestRequest, type RestResponse } from './http-message.ts'
import { injectHttpFaults } from './inject-faults.ts'
import { readBody, readQuery, type Handler, type HandlerOf, type Operation } from './operation.ts'
import { generateSessionToken } from './session-token.ts'
import {
  createAssignment,
  createSipTrunk,
  deleteAssignment,
  deleteSipTrunk,
  getAssignment,
  getSipTrunk,
  listAssignments,
  listSipTrunks,
  updateAssignment,
  updateSipTrunk,
} from './sip-trunks.ts'
import type { Handled, Store } from './store.ts'
import { importTwilioNumber, listTwilioNumbers, updateTwilioLabel } from './twilio-numbers.ts'

type Handlers = {
  readonly [G in keyof Endpoints]: { readonly [N in keyof Endpoints[G]]: HandlerOf<Endpoints[G][N]> }
}

const handlers: Handlers = {
  organization: { get: getOrganization },
  llms: { list: listLlms },
  voices: { list: listVoices },
  agents: {
    list: listAgents,
    create: createAgent,
    get: getAgent,
    update: updateAgent,
    delete: deleteAgent,
    listVersions,
    getVersion,
    publishVersion,
    dial: dialAgent,
  },
  calls: { list: listCalls, get: getCall, downloadRecording },
  twilioNumbers: { list: listTwilioNumbers, import: importTwilioNumber, updateLabel: updateTwilioLabel },
  sipTrunks: {
    list: listSipTrunks,
    create: createSipTrunk,
    get: getSipTrunk,
    update: updateSipTrunk,
    delete: deleteSipTrunk,
    listAssignments,
    createAssignment,
    getAssignment,
    updateAssignment,
    deleteAssignment,
  },
  session: { generateToken: generateSessionToken },
}

type Rows<A> = readonly (readonly [string, Readonly<Record<string, A>>])[]

const handlerOf = (group: string, name: string): Handler<unknown, unknown> => {
  // The type of `handlers` has one for each row; the router reads body and query with the row's own codecs first.
  const rows = Object.entries(handlers) as unknown as Rows<Handler<unknown, unknown>>
  const found = rows.find(([each]) => each === group)?.[1][name]
  if (found === undefined) throw new Error(`${group}.${name}: expected a handler for this operation`)
  return found
}

/** Operations of the platform, built from core's endpoint table. */
const operations: readonly Operation[] = (Object.entries(endpoints) as Rows<Endpoint>).flatMap(
  ([group, rows]) =>
    Object.entries(rows).map(([name, endpoint]) => ({
      name: `${group}.${name}`,
      endpoint,
      handle: handlerOf(group, name),
    })),
)

type Parameters = Readonly<Record<string, string>>

interface Match {
  readonly operation: Operation
  readonly parameters: Parameters
}

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const matchPath = (pattern: string, path: string): Parameters | undefined => {
  const [wanted, given] = [pattern.split('/'), path.split('/')]
  if (wanted.length !== given.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const text = decode(given[index] ?? '')
    if (segment.startsWith('{')) parameters[segment.slice(1, -1)] = text.toLowerCase()
    else if (segment !== text) return undefined
  }
  return parameters
}

const notAllowed = (found: readonly Match[]): RestResponse => {
  const response = refuse(405, 'method not allowed')
  const allow = found.map(({ operation }) => operation.endpoint.method).join(', ')
  return { ...response, headers: { ...response.headers, allow } }
}

const carryOut = (
  store: Store,
  { operation: { endpoint, handle }, parameters }: Match,
  request: RestRequest,
  nowMs: number,
): Handled<RestResponse> => {
  const malformed = Object.entries(parameters).find(([, id]) => !Uuid.is(id))
  if (malformed !== undefined) return { store, response: refuse(400, `${malformed[0]}: expected a UUID`) }
  const query = readQuery(endpoint, request.query)
  if (E.isLeft(query)) return { store, response: query.left }
  const body = readBody(endpoint, request.body)
  if (E.isLeft(body)) return { store, response: body.left }
  return handle(store, { parameters, query: query.right, body: body.right }, nowMs)
}

/** Routes a request to its operation and carries it out, `nowMs` after 1970, with the injected faults. */
export const route = (
  before: Store,
  request: RestRequest,
  faults: readonly HttpFault[],
  nowMs: number,
): Handled<RestResponse> => {
  const found = operations.flatMap((operation) => {
    const parameters = matchPath(operation.endpoint.path, request.path)
    return parameters === undefined ? [] : [{ operation, parameters }]
  })
  if (found.length === 0) return { store: before, response: refuse(404, 'no such operation') }
  const match = found.find(({ operation }) => operation.endpoint.method === request.method)
  const name = match?.operation.name ?? ''
  const { faultCounts, instead, delivery } = injectHttpFaults(faults, name, before.seed, before.faultCounts)
  const store: Store = { ...before, faultCounts }
  const carried = ({ store: after, response }: Handled<RestResponse>): Handled<RestResponse> => ({
    store: after,
    response: delivery === undefined ? response : { ...response, delivery },
  })
  if (instead !== undefined) return carried({ store, response: instead })
  // The name of the scheme is case-insensitive (RFC 9110 section 11.1).
  if (request.header('authorization')?.replace(/^bearer /i, 'Bearer ') !== `Bearer ${store.apiKey}`)
    return carried({ store, response: refuse(401, 'invalid API key') })
  if (match === undefined) return carried({ store, response: notAllowed(found) })
  return carried(carryOut(store, match, request, nowMs))
}
