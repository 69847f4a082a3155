import { endpoints, type Endpoint, type Endpoints } from '@vatel/core'
import { getAgent, listAgents } from './agents.ts'
import { downloadRecording, getCall, listCalls } from './calls.ts'
import { refuse } from './exchange.ts'
import type { Handler, Operation } from './operation.ts'
import { generateSessionToken } from './session-token.ts'

type Handlers = { readonly [G in keyof Endpoints]?: { readonly [N in keyof Endpoints[G]]?: Handler } }

const handlers: Handlers = {
  agents: { list: listAgents, get: getAgent },
  calls: { list: listCalls, get: getCall, downloadRecording },
  session: { generateToken: generateSessionToken },
}

const notServed: Handler = (store) => ({
  store,
  response: refuse(501, 'the simulator does not serve this operation'),
})

const rowsOf = ([group, rows]: readonly [
  string,
  Readonly<Record<string, Endpoint>>,
]): readonly Operation[] => {
  const known = new Map<string, Readonly<Record<string, Handler>>>(Object.entries(handlers)).get(group)
  return Object.entries(rows).map(([name, endpoint]) => ({ endpoint, handle: known?.[name] ?? notServed }))
}

/** Every operation of the platform, from the table that the client is made from too. */
export const operations: readonly Operation[] = Object.entries(endpoints).flatMap(rowsOf)
