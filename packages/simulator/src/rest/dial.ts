import type { DialQuery } from '@vatel/core'
import { seededUuid } from '../rules/seeded-id.ts'
import { Uuid } from '../rules/wording.ts'
import { noAgent } from './agents.ts'
import { dialledCall } from './dialled-call.ts'
import { answer, refuse, type RestResponse } from './exchange.ts'
import { foreignAgentId } from './foreign-agent.ts'
import type { Handler } from './operation.ts'
import { noTrunk } from './sip-trunks.ts'
import { withEntry, type Store } from './store.ts'
import type { StoredAgent } from './stored-agent.ts'

const longestCallee = 64

const calleeIssue = ({ number, destination, sipTrunkId }: DialQuery): string | undefined => {
  const callee = number ?? destination ?? ''
  if (callee === '') return 'number: expected whom to dial, here or in destination'
  if (destination !== undefined && destination !== callee)
    return 'destination: expected the same as number, or only one of the two'
  if (sipTrunkId === undefined)
    return /^\+?\d{7,15}$/.test(callee) ? undefined : 'number: expected 7 to 15 digits such as +14155550100'
  if (callee.length > longestCallee) return `number: expected at most ${longestCallee} characters`
  return Uuid.is(sipTrunkId) ? undefined : 'sipTrunkId: expected a UUID'
}

/** The way over the agent's own number. */
const twilioIssue = (store: Store, { settings }: StoredAgent): RestResponse | undefined => {
  const { phone_number_id: numberId = '' } = settings
  if (numberId === '') return refuse(400, 'the agent has no phone number; assign one, or dial by sipTrunkId')
  if (!store.numbers.has(numberId)) return refuse(404, 'phone number not found')
  return store.services.twilio === false ? refuse(500, 'Twilio cannot be reached') : undefined
}

/** The way over a trunk. */
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
  if (agentId === foreignAgentId(store.seed)) return refuse(401, 'the API key is not good for this agent')
  const agent = store.agents.get(agentId)
  if (agent === undefined) return noAgent
  if (agent.settings.status === 'inactive') return refuse(404, 'the agent is inactive')
  return sipTrunkId === undefined ? twilioIssue(store, agent) : trunkIssue(store, agent, sipTrunkId)
}

/** `POST /v1/agents/{id}/dial`: the agent calls somebody, who listens and hangs up. */
export const dialAgent: Handler<undefined, DialQuery> = (
  store,
  { parameters: { id = '' }, query },
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
    },
  )
  return {
    store: { ...store, calls: withEntry(store.calls, call.id, call) },
    response: answer(200, { success: true }),
  }
}
