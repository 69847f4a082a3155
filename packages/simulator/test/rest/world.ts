import { createClient, type Client } from '@vatel/core'
import { startSimulator, type Simulator } from '../../src/start-simulator.ts'
import { tinyScenario } from '../tiny-call.ts'

/** Platforms in four states of health, and the resources of the healthy one. */
export interface World {
  readonly whole: Simulator
  /** A platform without SIP, Twilio and media server. */
  readonly bare: Simulator
  /** A platform that answers 500 to everything. */
  readonly broken: Simulator
  /** A platform that refuses every call with 500. */
  readonly refusing: Simulator
  readonly client: Client
  readonly agentId: string
  readonly numberId: string
  /** Trunk with digest authentication that is assigned to the agent. */
  readonly trunkId: string
  /** Trunk without an assignment. */
  readonly idleTrunkId: string
  readonly assignmentId: string
  readonly otherAssignmentId: string
  readonly publishedId: string
  readonly callId: string
  close(): Promise<void>
}

const idOf = ({ id }: { readonly id?: string }): string => id ?? ''

/** Runs a call until the agent was audible. */
const runCall = async (client: Client, agentId: string): Promise<string> => {
  const call = await client.connect({ agent_id: agentId })
  const { id } = await call.started
  for await (const { type } of call.messages()) if (type === 'response_audio') break
  call.close()
  await call.ended
  return id
}

const untilEnded = async (client: Client, callId: string): Promise<void> => {
  for (;;) if ((await client.calls.get(callId)).status === 'ended') return
}

/** Starts the platforms and fills the healthy one through REST. */
export const openWorld = async (): Promise<World> => {
  const scenario = tinyScenario
  const whole = await startSimulator({ scenario, services: { webrtc: 'wss://media.test' } })
  const bare = await startSimulator({ scenario, services: { sip: false, twilio: false } })
  const broken = await startSimulator({ scenario, faults: { http: [{ status: 500 }] } })
  const refusing = await startSimulator({ scenario, faults: { refuse: 500 } })
  const client = createClient({ apiKey: whole.apiKey, baseUrl: whole.url, retries: 0 })
  const { agentId } = whole
  const numberId = idOf(
    await client.twilioNumbers.import({ phone_number: '+14155550100', account_sid: 'AC1', auth_token: 's' }),
  )
  await client.agents.update(agentId, { phone_number_id: numberId })
  const trunkId = idOf(
    await client.sipTrunks.create({ pbx: '3cx', inbound_auth_type: 'digest', inbound_sip_username: 'one' }),
  )
  const idleTrunkId = idOf(await client.sipTrunks.create({ pbx: 'generic', inbound_sip_username: 'two' }))
  const assign = (number: string) => client.sipTrunks.createAssignment(trunkId, { agent_id: agentId, number })
  const [assignmentId, otherAssignmentId] = [idOf(await assign('100')), idOf(await assign('200'))]
  const [, published = {}] = await client.agents.listVersions(agentId)
  const callId = await runCall(client, agentId)
  await untilEnded(client, callId)
  return {
    whole,
    bare,
    broken,
    refusing,
    client,
    agentId,
    numberId,
    trunkId,
    idleTrunkId,
    assignmentId,
    otherAssignmentId,
    publishedId: idOf(published),
    callId,
    close: async () => {
      for (const each of [whole, bare, broken, refusing]) await each.close()
    },
  }
}
