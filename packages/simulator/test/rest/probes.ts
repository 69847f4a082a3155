import type { Asked } from './ask.ts'
import type { World } from './world.ts'

type Make = (world: World) => Asked | Promise<Asked>

const nobody = '00000000-0000-4000-8000-00000000dead'

let made = 0
const freshNumber = (): string => `+1415555${String(1_000 + made++)}`

const agentOnly: Make = ({ agentId }) => ({ ids: [agentId] })
const freshAgent = async ({ client }: World) => (await client.agents.create({ name: 'Fresh' })).id ?? ''
const freshTrunk = async ({ client }: World) => (await client.sipTrunks.create({ pbx: 'webex' })).id ?? ''

/** A successful request for each operation. */
export const goodRequests: Readonly<Record<string, Make>> = {
  'organization.get': () => ({}),
  'llms.list': () => ({}),
  'voices.list': () => ({}),
  'agents.list': () => ({}),
  'agents.create': () => ({
    body: {
      name: 'Grace',
      llm: 'openai/gpt-4o',
      voice_settings: { id: 'alloy', provider: 'openai', speed: 1.1 },
      phone_number_id: null,
      timeout_settings: { silence_counter: 2, silence_timeout_action: 'end_call' },
    },
  }),
  'agents.get': agentOnly,
  'agents.update': ({ agentId }) => ({ ids: [agentId], body: { vad_settings: { stop_secs: 0.3 } } }),
  'agents.delete': async (world) => ({ ids: [await freshAgent(world)] }),
  'agents.listVersions': agentOnly,
  'agents.getVersion': ({ agentId, publishedId }) => ({ ids: [agentId, publishedId] }),
  'agents.publishVersion': async (world) => {
    const id = await freshAgent(world)
    const versions = await world.client.agents.listVersions(id)
    return { ids: [id, versions.find(({ published_at }) => published_at === undefined)?.id ?? ''] }
  },
  'agents.dial': ({ agentId }) => ({ ids: [agentId], query: { number: '+14155550123', firstMessage: 'Hi' } }),
  'calls.list': ({ agentId }) => ({
    query: {
      page: 1,
      page_size: 5,
      agent_ids: agentId,
      status: 'ended',
      source: 'api',
      date_from: '2020-01-01T00:00:00Z',
      date_to: '2999-01-01',
      outbound: false,
      search: '',
      outcome: 'ended_by_user',
    },
  }),
  'calls.get': ({ callId }) => ({ ids: [callId] }),
  'calls.downloadRecording': ({ callId }) => ({ ids: [callId] }),
  'twilioNumbers.list': () => ({}),
  'twilioNumbers.import': () => ({
    body: { phone_number: freshNumber(), account_sid: 'AC1', auth_token: 'secret' },
  }),
  'twilioNumbers.updateLabel': ({ numberId }) => ({ ids: [numberId], body: { label: 'Front desk' } }),
  'sipTrunks.list': () => ({}),
  'sipTrunks.create': () => ({
    body: {
      pbx: 'generic',
      inbound_auth_type: 'acl',
      inbound_host: 'sip.example.com',
      inbound_sip_password: 'secret',
      outbound_host: 'out.example.com',
      outbound_sip_username: null,
      register: true,
      caller_id_transforms: [{ type: 'add_prefix', value: '+1' }],
    },
  }),
  'sipTrunks.get': ({ trunkId }) => ({ ids: [trunkId] }),
  'sipTrunks.update': ({ trunkId }) => ({ ids: [trunkId], body: { outbound_host: 'out.example.com' } }),
  'sipTrunks.delete': async (world) => ({ ids: [await freshTrunk(world)] }),
  'sipTrunks.listAssignments': ({ trunkId }) => ({ ids: [trunkId] }),
  'sipTrunks.createAssignment': ({ trunkId, agentId }) => ({
    ids: [trunkId],
    body: { agent_id: agentId, number: freshNumber() },
  }),
  'sipTrunks.getAssignment': ({ assignmentId }) => ({ ids: [assignmentId] }),
  'sipTrunks.updateAssignment': ({ assignmentId }) => ({
    ids: [assignmentId],
    body: { alternate_number: null },
  }),
  'sipTrunks.deleteAssignment': async ({ client, trunkId, agentId }) => {
    const input = { agent_id: agentId, number: freshNumber() }
    return { ids: [(await client.sipTrunks.createAssignment(trunkId, input)).id ?? ''] }
  },
  'session.generateToken': ({ agentId, publishedId }) => ({
    body: {
      agent_id: agentId,
      version_id: publishedId,
      chat_id: nobody,
      transport: 'webrtc',
      first_message: 'Hello.',
      prompt: 'Be brief.',
      chat: true,
    },
  }),
}

/** Requests that the default platform refuses, of operations without an id. */
export const badRequests: Readonly<Record<string, Make>> = {
  'agents.create 400': () => ({
    body: { name: 'Grace', voice_settings: { id: 'nobody', provider: 'hume' } },
  }),
  'calls.list 400': () => ({ query: { status: 'over' } }),
  'twilioNumbers.import 400': () => ({ body: { phone_number: '+14155550199', auth_token: 'secret' } }),
  'sipTrunks.create 400': () => ({ body: { pbx: 'asterisk' } }),
  'session.generateToken 400': ({ agentId }) => ({ body: { agent_id: agentId, surprise: true } }),
  'session.generateToken 403': ({ whole }) => ({ body: { agent_id: whole.foreignAgentId } }),
  'session.generateToken 404': () => ({ body: { agent_id: nobody } }),
  'agents.dial 403': ({ agentId, idleTrunkId }) => ({
    ids: [agentId],
    query: { destination: '100', sipTrunkId: idleTrunkId },
  }),
  'agents.publishVersion 409': ({ agentId, publishedId }) => ({ ids: [agentId, publishedId] }),
  'twilioNumbers.import 409': () => ({
    body: { phone_number: '+1 (415) 555-0100', account_sid: 'AC2', auth_token: 'secret' },
  }),
  'sipTrunks.create 409': () => ({ body: { pbx: 'generic', inbound_sip_username: 'one' } }),
  'sipTrunks.update 409': ({ trunkId }) => ({ ids: [trunkId], body: { inbound_sip_username: 'two' } }),
  'sipTrunks.createAssignment 409': ({ trunkId, agentId }) => ({
    ids: [trunkId],
    body: { agent_id: agentId, number: '200' },
  }),
  'sipTrunks.updateAssignment 409': ({ assignmentId }) => ({ ids: [assignmentId], body: { number: '200' } }),
}

/** Requests that only a platform without telephony and media refuses. */
export const bareRequests: Readonly<Record<string, Make>> = {
  'agents.dial 503': ({ bare, trunkId }) => ({
    ids: [bare.agentId],
    query: { number: '100', sipTrunkId: trunkId },
  }),
  'twilioNumbers.import 502': () => ({
    body: { phone_number: freshNumber(), account_sid: 'AC1', auth_token: 'secret' },
  }),
  'sipTrunks.create 503': () => ({ body: { pbx: 'generic' } }),
  'session.generateToken 503': ({ bare }) => ({ body: { agent_id: bare.agentId, transport: 'webrtc' } }),
}

/** The same request about something that does not exist. */
export const aboutNobody = ({ ids = [], ...asked }: Asked): Asked => ({
  ...asked,
  ids: ids.map(() => nobody),
})

/** The same request with malformed ids. */
export const withBadId = ({ ids = [], ...asked }: Asked): Asked => ({ ...asked, ids: ids.map(() => 'x') })
