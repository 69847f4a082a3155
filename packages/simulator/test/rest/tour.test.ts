import { createClient, type CallConnection, type Client } from '@vatel/core'
import { startSimulator, type Simulator } from '../../src/start-simulator.ts'
import { silence, tinyScenario, voice } from '../tiny-call.ts'
import { knownOperations, operationAt } from './check-by-table.ts'
import { createCheck } from './check-exchange.ts'
import { createMessageCheck } from './check-message.ts'
import { openProxy, type ValidatingProxy } from './validating-proxy.ts'

// Real sockets, and a call of a second.
jest.setTimeout(300_000)

let simulator: Simulator
let proxy: ValidatingProxy
let client: Client
beforeAll(async () => {
  simulator = await startSimulator({ scenario: tinyScenario })
  proxy = await openProxy(simulator.url, await createCheck(), createMessageCheck())
  client = createClient({ apiKey: simulator.apiKey, baseUrl: proxy.url, retries: 0 })
})
afterAll(async () => {
  await proxy.close()
  await simulator.close()
})

const must = (id: string | undefined): string => {
  if (id === undefined) throw new Error('expected an id')
  return id
}

const until = async (call: CallConnection, wanted: string): Promise<void> => {
  for await (const { type } of call.messages()) if (type === wanted) return
}

/** Opens a call, speaks at once, and closes when the transcript arrives. */
const talk = async (agentId: string): Promise<string> => {
  const call = await client.connect({
    agent_id: agentId,
    first_message: 'Hello.',
    prompt: 'Be brief.',
    chat: true,
  })
  const { id } = await call.started
  await until(call, 'response_audio')
  const said = Int16Array.from([...voice(500), ...silence(500)])
  for (let at = 0; at < said.length; at += 480) call.sendAudio(said.subarray(at, at + 480))
  await until(call, 'input_audio_transcript')
  call.close()
  await call.ended
  return id
}

const tourOfAgents = async (): Promise<string> => {
  const { llms } = await client.llms.list()
  const { voices } = await client.voices.list()
  const [voice] = voices.filter(({ provider }) => provider === 'openai')
  const created = await client.agents.create({
    name: 'Grace',
    llm: must(llms[0]),
    voice_settings: { id: must(voice?.id), provider: 'openai' },
    keyterms: ['Paris'],
  })
  const id = must(created.id)
  await client.agents.update(id, {
    vad_settings: { stop_secs: 0.2 },
    noise_cancel_settings: { enabled: true },
  })
  const versions = await client.agents.listVersions(id)
  const draft = must(versions.find(({ published_at }) => published_at === undefined)?.id)
  await client.agents.getVersion(id, draft)
  await client.agents.publishVersion(id, draft)
  await client.agents.get(id)
  await client.agents.list()
  return id
}

const tourOfTelephony = async (agentId: string): Promise<void> => {
  const imported = { phone_number: '+14155550100', account_sid: 'AC1', auth_token: 'secret' }
  const number = must((await client.twilioNumbers.import(imported)).id)
  await client.twilioNumbers.updateLabel(number, { label: 'Front desk' })
  await client.twilioNumbers.list()
  await client.agents.update(agentId, { phone_number_id: number })
  await client.agents.dial(agentId, { number: '+14155550123' })
  await client.agents.update(agentId, { phone_number_id: null })

  const trunk = must((await client.sipTrunks.create({ pbx: '3cx', inbound_auth_type: 'digest' })).id)
  await client.sipTrunks.update(trunk, {
    outbound_host: 'sip.example.com',
    register: true,
    inbound_host: null,
  })
  await client.sipTrunks.get(trunk)
  await client.sipTrunks.list()
  const assignment = must(
    (await client.sipTrunks.createAssignment(trunk, { agent_id: agentId, number: '7' })).id,
  )
  await client.sipTrunks.listAssignments(trunk)
  await client.sipTrunks.getAssignment(assignment)
  await client.sipTrunks.updateAssignment(assignment, { number: '8', alternate_number: null })
  await client.agents.dial(agentId, { destination: '100', sipTrunkId: trunk, callerId: 'desk', prompt: 'Hi' })
  await client.sipTrunks.deleteAssignment(assignment)
  await client.sipTrunks.delete(trunk)
}

const tourOfCalls = async (agentId: string): Promise<readonly string[]> => {
  const held = await talk(agentId)
  const ids: string[] = []
  for await (const { id } of client.calls.all({ page_size: 2, agent_ids: agentId })) ids.push(must(id))
  await client.calls.get(held)
  for (;;) if ((await client.calls.get(held)).status === 'ended') break
  const recording = await new Response(await client.calls.downloadRecording(held)).arrayBuffer()
  expect(recording.byteLength).toBeGreaterThan(44)
  return ids
}

describe('validating proxy between a client and the simulator', () => {
  it('finds no error while the client uses every operation', async () => {
    await client.organization.get()
    const agentId = await tourOfAgents()
    await tourOfTelephony(agentId)
    expect(await tourOfCalls(agentId)).toHaveLength(3)
    await client.agents.delete(agentId)

    expect(proxy.complaints).toEqual([])
    const seen = new Set(
      proxy.exchanges.map(
        ({ method, target }) => operationAt(method, new URL(target, proxy.url).pathname)?.client,
      ),
    )
    expect([...seen].sort()).toEqual(knownOperations.map((each) => each.client).sort())
  })

  it('finds an invalid request', async () => {
    await fetch(`${proxy.url}/v1/calls?status=over`, {
      headers: { authorization: `Bearer ${simulator.apiKey}` },
    })
    expect(proxy.complaints.slice(-1)).toEqual([expect.stringContaining('GET /v1/calls 400')])
  })
})
