import { endpoints, type Endpoint, type Endpoints } from '@vatel/core'
import { getVersion, listVersions, publishVersion } from './agent-versions.ts'
import { createAgent, deleteAgent, getAgent, listAgents, updateAgent } from './agents.ts'
import { downloadRecording, getCall, listCalls } from './calls.ts'
import { dialAgent } from './dial.ts'
import { listLlms } from './llms.ts'
import type { Handler, HandlerOf, Operation } from './operation.ts'
import { getOrganization } from './organization.ts'
import { generateSessionToken } from './session-token.ts'
import {
  createAssignment,
  deleteAssignment,
  getAssignment,
  listAssignments,
  updateAssignment,
} from './sip-assignments.ts'
import { createSipTrunk, deleteSipTrunk, getSipTrunk, listSipTrunks, updateSipTrunk } from './sip-trunks.ts'
import { importTwilioNumber, listTwilioNumbers, updateTwilioLabel } from './twilio-numbers.ts'
import { listVoices } from './voices.ts'

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

/** Every operation of the platform, from the table that the client is made from too. */
export const operations: readonly Operation[] = (Object.entries(endpoints) as Rows<Endpoint>).flatMap(
  ([group, rows]) =>
    Object.entries(rows).map(([name, endpoint]) => ({
      name: `${group}.${name}`,
      endpoint,
      handle: handlerOf(group, name),
    })),
)
