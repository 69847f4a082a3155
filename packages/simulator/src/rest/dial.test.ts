import { readWav } from '@vatel/audio'
import { drawPlatform } from '../../test/rest/platform.ts'

const nobody = '00000000-0000-4000-8000-00000000dead'

const withNumber = async (options: Parameters<typeof drawPlatform>[0] = {}) => {
  const drawn = drawPlatform(options)
  const { client, agentId } = drawn
  const imported = { phone_number: '+14155550100', account_sid: 'AC1', auth_token: 's' }
  const { id = '' } = await client.twilioNumbers.import(imported)
  await client.agents.update(agentId, { phone_number_id: id, summarize_calls: true })
  return drawn
}

describe('POST /v1/agents/{id}/dial', () => {
  it('makes a call that rings, is answered and ends, while time passes', async () => {
    const { client, agentId, clock, refusalOf } = await withNumber()
    expect(await client.agents.dial(agentId, { number: '+14155550123' })).toEqual({ success: true })
    const only = async () => {
      const [call] = (await client.calls.list({ outbound: true, search: '0123', source: 'twilio' })).calls
      if (call === undefined) throw new Error('expected a call')
      return call
    }
    const ringing = await only()
    expect(ringing).toMatchObject({ status: 'started', party_number: '+14155550123', outbound: true })
    expect(ringing.transcript?.entries).toEqual([])
    expect(ringing).not.toHaveProperty('started_at')
    expect(ringing).not.toHaveProperty('cost')
    await clock.tickAsync(2_000)
    const talking = await only()
    expect(talking.status).toBe('in_progress')
    expect(talking).not.toHaveProperty('cost')
    expect(await refusalOf(client.calls.downloadRecording(ringing.id ?? ''))).toEqual([
      404,
      'recording not found',
    ])
    await clock.tickAsync(1_500)
    expect(await only()).toMatchObject({
      status: 'ended',
      created_at: '2025-01-01T00:00:00.000Z',
      started_at: '2025-01-01T00:00:02.000Z',
      ended_at: '2025-01-01T00:00:03.500Z',
      duration_seconds: 2,
      termination_reason: 'ended_by_user',
      cost: 0.002,
      summary: 'The user said nothing. In all: 1 answer, 0 tool calls.',
      transcript: { entries: [{ role: 'assistant', message: 'Hello.' }] },
    })
    const wav = await new Response(await client.calls.downloadRecording(ringing.id ?? '')).arrayBuffer()
    expect(readWav(new Uint8Array(wav)).channels[1]?.length).toBe(12_000)
  })

  it('says what it is told to say first, or nothing', async () => {
    const { client, agentId, clock } = await withNumber()
    await client.agents.dial(agentId, { number: '+14155550123', firstMessage: 'Your table is ready.' })
    await client.agents.update(agentId, { enable_first_message_outbound: false })
    await client.agents.dial(agentId, { destination: '+14155550124' })
    await clock.tickAsync(60_000)
    const { calls } = await client.calls.list()
    expect(calls.map(({ transcript }) => transcript?.entries.map(({ message }) => message))).toEqual([
      [],
      ['Your table is ready.'],
    ])
  })

  it('goes over a trunk that is assigned to the agent', async () => {
    const { client, agentId, refusalOf } = drawPlatform()
    const { id: sipTrunkId = '' } = await client.sipTrunks.create({ pbx: 'generic' })
    const dial = () => client.agents.dial(agentId, { number: '100', sipTrunkId })
    expect(await refusalOf(dial())).toEqual([403, 'the SIP trunk is not assigned to this agent'])
    await client.sipTrunks.createAssignment(sipTrunkId, { agent_id: agentId })
    expect(await dial()).toEqual({ success: true })
    expect((await client.calls.list({ source: 'sip' })).calls).toHaveLength(1)
  })

  it.each([
    [{}, 400, 'number: expected whom to dial, here or in destination'],
    [
      { number: '+14155550123', destination: '+14155550124' },
      400,
      'destination: expected the same as number, or only one of the two',
    ],
    [{ number: '12' }, 400, 'number: expected 7 to 15 digits such as +14155550100'],
    [{ number: '1'.repeat(65), sipTrunkId: nobody }, 400, 'number: expected at most 64 characters'],
    [{ number: '100', sipTrunkId: nobody }, 404, 'SIP trunk not found'],
  ])('is refused with %j', async (query, status, error) => {
    const { client, agentId, refusalOf } = await withNumber()
    expect(await refusalOf(client.agents.dial(agentId, query))).toEqual([status, error])
  })

  it('is refused without a number, to an inactive agent, of another organization, and without services', async () => {
    const number = { number: '+14155550123' }
    const { client, agentId, platform, refusalOf } = drawPlatform()
    const dial = (id: string) => refusalOf(client.agents.dial(id, number))
    expect(await dial(agentId)).toEqual([
      400,
      'the agent has no phone number; assign one, or dial by sipTrunkId',
    ])
    expect(await dial(platform.foreignAgentId)).toEqual([401, 'the API key is not good for this agent'])
    await client.agents.update(agentId, { status: 'inactive' })
    expect(await dial(agentId)).toEqual([404, 'the agent is inactive'])
    const bare = drawPlatform({ services: { sip: false } })
    const overTrunk = { ...number, sipTrunkId: nobody }
    expect(await refusalOf(bare.client.agents.dial(bare.agentId, overTrunk))).toEqual([
      503,
      'SIP is not available here',
    ])
  })
})
