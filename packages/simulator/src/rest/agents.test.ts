import { readWav } from '@vatel/audio'
import { testPlatform } from '../../test/rest/platform.ts'

const nobody = '00000000-0000-4000-8000-00000000dead'

describe('agents of REST', () => {
  it('are created with default settings and those of the request', async () => {
    const { client, clock } = testPlatform()
    await clock.tickAsync(5_000)
    const made = await client.agents.create({ name: 'Grace', vad_settings: { stop_secs: 0.9 } })
    expect(made).toMatchObject({
      name: 'Grace',
      status: 'active',
      llm: 'openai/gpt-4o-mini',
      phone_number_id: '',
      first_message: 'Hello.',
      vad_settings: { start_secs: 0.1, stop_secs: 0.9 },
      created_at: '2025-01-01T00:00:05.000Z',
      updated_at: '2025-01-01T00:00:05.000Z',
    })
    expect(await client.agents.get(made.id ?? '')).toEqual(made)
    expect((await client.agents.list()).map(({ name }) => name)).toEqual(['Tiny', 'Grace'])
  })

  it('keep the fields that a patch does not name, also within a group; a list is replaced', async () => {
    const { client, clock, agentId } = testPlatform()
    await client.agents.update(agentId, { keyterms: ['a', 'b'], timeout_settings: { silence_counter: 3 } })
    await clock.tickAsync(1_000)
    const patched = await client.agents.update(agentId, {
      keyterms: ['c'],
      vad_settings: { stop_secs: 0.4 },
      timeout_settings: { default_timeout: 60 },
    })
    expect(patched).toMatchObject({
      name: 'Tiny',
      keyterms: ['c'],
      vad_settings: { start_secs: 0.1, stop_secs: 0.4 },
      timeout_settings: { silence_counter: 3, default_timeout: 60 },
      created_at: '2025-01-01T00:00:00.000Z',
      updated_at: '2025-01-01T00:00:01.000Z',
    })
  })

  it('drop unknown fields', async () => {
    const { ask, agentId, client } = testPlatform()
    const before = await client.agents.get(agentId)
    const patch = { id: 'mine', created_at: 'never', mood: 'good', vad_settings: { depth: 3 } }
    expect(await ask('PATCH', `/v1/agents/${agentId}`, patch)).toEqual([200, undefined])
    expect(await client.agents.get(agentId)).toEqual(before)
  })

  it('accept a number of the organization, and null clears it', async () => {
    const { client, agentId } = testPlatform()
    const imported = { phone_number: '+14155550100', account_sid: 'AC1', auth_token: 's' }
    const { id = '' } = await client.twilioNumbers.import(imported)
    expect(await client.agents.update(agentId, { phone_number_id: id })).toMatchObject({
      phone_number_id: id,
    })
    expect(await client.agents.update(agentId, { phone_number_id: null })).toMatchObject({
      phone_number_id: '',
    })
  })

  it('are deleted with their assignments, while their calls stay', async () => {
    const { client, agentId, refusalOf, openCall } = testPlatform()
    const { id: trunkId = '' } = await client.sipTrunks.create({ pbx: 'generic' })
    await client.sipTrunks.createAssignment(trunkId, { agent_id: agentId })
    const { token } = await client.session.generateToken({ agent_id: agentId })
    const call = await openCall(token)
    call.close()
    await call.ended
    await client.agents.delete(agentId)
    expect(await refusalOf(client.agents.get(agentId))).toEqual([404, 'agent not found'])
    expect(await client.sipTrunks.listAssignments(trunkId)).toEqual([])
    expect((await client.calls.list({ agent_ids: agentId })).calls).toHaveLength(1)
  })

  it.each([
    [{ name: ' ' }, 'name: expected a text that is not empty'],
    [{ llm: 'gpt' }, /^llm: expected anthropic\/.*, got "gpt"$/],
    [{ fallback_llm: 'gpt' }, /^fallback_llm: expected anthropic\//],
    [{ default_language: 'xx' }, /^default_language: expected multi, en, .*, got "xx"$/],
    [{ voice_settings: { id: 'alloy' } }, 'voice_settings.provider: expected the provider of the voice'],
    [
      { voice_settings: { id: 'alloy', provider: 'hume' } },
      'voice_settings.id: expected a voice of hume from GET /v1/voices, got "alloy"',
    ],
    [
      { voice_settings: { id: 'alloy', provider: 'openai', speed: 3 } },
      'voice_settings.speed: expected a number from 0 to 2, got 3',
    ],
    [
      { noise_cancel_settings: { level: 101 } },
      'noise_cancel_settings.level: expected a number from 0 to 100, got 101',
    ],
    [{ vad_settings: { stop_secs: -1 } }, 'vad_settings.stop_secs: expected a number from 0 on, got -1'],
    [
      { timeout_settings: { silence_counter: 1.5 } },
      'timeout_settings.silence_counter: expected a whole number, got 1.5',
    ],
    [{ phone_number_id: nobody }, /^phone_number_id: expected the id of a number from GET \/v1\/twilio/],
  ])('are refused with %j', async (input, error) => {
    const { client, agentId, ask } = testPlatform()
    const before = await client.agents.list()
    for (const refusal of [
      await ask('POST', '/v1/agents', { name: 'Grace', ...input }),
      await ask('PATCH', `/v1/agents/${agentId}`, input),
    ])
      expect(refusal).toEqual([400, typeof error === 'string' ? error : expect.stringMatching(error)])
    expect(await client.agents.list()).toEqual(before)
  })
})

describe('versions of an agent', () => {
  it('are a draft and one published version, latest first', async () => {
    const { client, agentId } = testPlatform()
    const versions = await client.agents.listVersions(agentId)
    expect(versions.map(({ tag, published_at }) => [tag, published_at !== undefined])).toEqual([
      ['draft', false],
      ['v1', true],
    ])
    const { nodes, version } = await client.agents.getVersion(agentId, versions[0]?.id ?? '')
    expect(version).toEqual(versions[0])
    expect(nodes.map(({ id }) => id)).toEqual(['opening', 'turn-0', 'turn-1', 'turn-2', 'otherwise'])
  })

  it('can be published once, and later calls use them', async () => {
    const { client, agentId, refusalOf, openCall } = testPlatform()
    const [draft, first] = (await client.agents.listVersions(agentId)).map(({ id = '' }) => id)
    const versionOf = async (input: { readonly version_id?: string }): Promise<string | undefined> => {
      const { token } = await client.session.generateToken({ agent_id: agentId, ...input })
      const call = await openCall(token)
      const { id } = await call.started
      return (await client.calls.get(id)).graph_version_id
    }
    expect(await versionOf({})).toBe(first)
    expect(await refusalOf(versionOf({ version_id: draft ?? '' }))).toEqual([
      400,
      'version_id: expected a published version of this agent',
    ])
    expect((await client.agents.publishVersion(agentId, draft ?? '')).published_at).toMatch(/^2025-01-01T/)
    expect(await refusalOf(client.agents.publishVersion(agentId, draft ?? ''))).toEqual([
      409,
      'already published',
    ])
    expect(await versionOf({})).toBe(draft)
    expect(await versionOf({ version_id: first ?? '' })).toBe(first)
  })
})

const withNumber = async (options: Parameters<typeof testPlatform>[0] = {}) => {
  const drawn = testPlatform(options)
  const { client, agentId } = drawn
  const imported = { phone_number: '+14155550100', account_sid: 'AC1', auth_token: 's' }
  const { id = '' } = await client.twilioNumbers.import(imported)
  await client.agents.update(agentId, { phone_number_id: id, summarize_calls: true })
  return drawn
}

describe('POST /v1/agents/{id}/dial', () => {
  it('creates a call that rings, is answered and ends in virtual time', async () => {
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

  it('speaks the requested first message, or none', async () => {
    const { client, agentId, clock } = await withNumber()
    await client.agents.dial(agentId, {
      number: '+14155550123',
      firstMessage: 'Your table is ready, {{name}}.',
      variables: [{ key: 'name', value: 'Ann' }],
    })
    await client.agents.update(agentId, { enable_first_message_outbound: false })
    await client.agents.dial(agentId, { destination: '+14155550124' })
    await clock.tickAsync(60_000)
    const { calls } = await client.calls.list()
    expect(calls.map(({ transcript }) => transcript?.entries.map(({ message }) => message))).toEqual([
      [],
      ['Your table is ready, Ann.'],
    ])
  })

  it('uses a trunk that is assigned to the agent', async () => {
    const { client, agentId, refusalOf } = testPlatform()
    const { id: sipTrunkId = '' } = await client.sipTrunks.create({ pbx: 'generic' })
    const dial = () => client.agents.dial(agentId, { number: '100', sipTrunkId })
    expect(await refusalOf(dial())).toEqual([403, 'the SIP trunk is not assigned to this agent'])
    await client.sipTrunks.createAssignment(sipTrunkId, { agent_id: agentId })
    expect(await dial()).toEqual({ success: true })
    expect((await client.calls.list({ source: 'sip' })).calls).toHaveLength(1)
  })

  it.each([
    [{}, 400, 'number: expected the number to dial, here or in destination'],
    [
      { number: '+14155550123', destination: '+14155550124' },
      400,
      'destination: expected the same as number, or only one of the two',
    ],
    [{ number: '12' }, 400, 'number: expected 7 to 15 digits such as +14155550100'],
    [{ number: '1'.repeat(65), sipTrunkId: nobody }, 400, 'number: expected at most 64 characters'],
    [{ number: '100', sipTrunkId: nobody }, 404, 'SIP trunk not found'],
  ])('refuses %j', async (query, status, error) => {
    const { client, agentId, refusalOf } = await withNumber()
    expect(await refusalOf(client.agents.dial(agentId, query))).toEqual([status, error])
  })

  it('refuses an agent without a number, an inactive one, one of another organization, and missing services', async () => {
    const number = { number: '+14155550123' }
    const { client, agentId, platform, refusalOf } = testPlatform()
    const dial = (id: string) => refusalOf(client.agents.dial(id, number))
    expect(await dial(agentId)).toEqual([
      400,
      'the agent has no phone number; assign one, or dial by sipTrunkId',
    ])
    expect(await dial(platform.foreignAgentId)).toEqual([401, 'the API key has no access to this agent'])
    await client.agents.update(agentId, { status: 'inactive' })
    expect(await dial(agentId)).toEqual([404, 'the agent is inactive'])
    const bare = testPlatform({ services: { sip: false } })
    const overTrunk = { ...number, sipTrunkId: nobody }
    expect(await refusalOf(bare.client.agents.dial(bare.agentId, overTrunk))).toEqual([
      503,
      'SIP is not available here',
    ])
  })
})
