import { getAgent, listAgents } from './agents.ts'
import { downloadRecording, getCall, listCalls } from './calls.ts'
import type { Operation } from './operation.ts'
import { generateSessionToken } from './session-token.ts'

/** Every operation that the platform answers. */
export const operations: readonly Operation[] = [
  { method: 'POST', path: '/v1/session-token', handle: generateSessionToken },
  { method: 'GET', path: '/v1/agents', handle: listAgents },
  { method: 'GET', path: '/v1/agents/{id}', handle: getAgent },
  { method: 'GET', path: '/v1/calls', handle: listCalls },
  { method: 'GET', path: '/v1/calls/{id}', handle: getCall },
  { method: 'GET', path: '/v1/calls/{id}/recording', handle: downloadRecording },
]
