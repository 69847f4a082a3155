import { testPlatform } from '../../test/rest/platform.ts'

describe('SIP trunks', () => {
  it('never return a password, and null or an empty text clears a field', async () => {
    const { client } = testPlatform()
    const made = await client.sipTrunks.create({
      pbx: 'yeastar',
      inbound_auth_type: 'digest',
      inbound_sip_username: 'desk',
      inbound_sip_password: 'secret',
      outbound_host: 'sip.example.com',
      outbound_sip_password: 'secret',
      register: true,
    })
    expect(made).toMatchObject({
      pbx: 'yeastar',
      inbound_registration_status: 'registered',
      outbound_registration_status: 'registered',
    })
    expect(JSON.stringify(made)).not.toMatch(/secret|password/)
    const cleared = await client.sipTrunks.update(made.id ?? '', {
      inbound_sip_username: '',
      outbound_host: null,
      caller_id_transforms: [],
    })
    expect(Object.keys(cleared)).not.toEqual(expect.arrayContaining(['inbound_sip_username']))
    expect(cleared).toMatchObject({ pbx: 'yeastar', outbound_registration_status: 'not_registered' })
    expect(await client.sipTrunks.get(made.id ?? '')).toEqual(cleared)
  })

  it('reserve their user name until it is cleared', async () => {
    const { client, refusalOf } = testPlatform()
    const { id = '' } = await client.sipTrunks.create({ pbx: 'generic', inbound_sip_username: 'desk' })
    const again = () => client.sipTrunks.create({ pbx: 'generic', inbound_sip_username: 'desk' })
    expect(await refusalOf(again())).toEqual([409, 'inbound_sip_username: already used by another trunk'])
    expect((await client.sipTrunks.update(id, { inbound_sip_username: 'desk' })).id).toBe(id)
    await client.sipTrunks.delete(id)
    expect((await again()).inbound_sip_username).toBe('desk')
  })

  it.each([
    [{}, 'body: expected at least one field'],
    [{ outbound_host: 'no host' }, 'outbound_host: expected a host such as sip.example.com, got "no host"'],
    [
      { inbound_auth_type: 'acl' as const },
      'inbound_host: expected the host that the ACL admits, because inbound_auth_type is acl',
    ],
    [
      { caller_id_transforms: [{ type: 'strip_digits_end' as const, number: 1.5 }] },
      'caller_id_transforms[0].number: expected a whole number, got 1.5',
    ],
  ])('refuse a change with %j', async (input, error) => {
    const { client, ask } = testPlatform()
    const { id = '' } = await client.sipTrunks.create({ pbx: 'generic' })
    expect(await ask('PATCH', `/v1/sip-trunks/${id}`, input)).toEqual([400, error])
  })
})

describe('SIP assignments', () => {
  const withTrunks = async () => {
    const drawn = testPlatform()
    const { client, agentId } = drawn
    const trunk = async (input: object) =>
      (await client.sipTrunks.create({ pbx: 'generic', ...input })).id ?? ''
    const [digest, other, acl] = [
      await trunk({ inbound_auth_type: 'digest' }),
      await trunk({ inbound_auth_type: 'digest' }),
      await trunk({ inbound_auth_type: 'acl', inbound_host: 'pbx.example.com' }),
    ]
    const assign = (id: string, numbers: { readonly number?: string; readonly alternate_number?: string }) =>
      client.sipTrunks.createAssignment(id, { agent_id: agentId, ...numbers })
    return { ...drawn, digest, other, acl, assign }
  }

  it('have a number once per trunk, and an alternate number once anywhere', async () => {
    const { digest, other, acl, assign, refusalOf } = await withTrunks()
    await assign(digest, { number: '100', alternate_number: 'a' })
    await assign(other, { number: '100' })
    expect(await refusalOf(assign(digest, { number: '100' }))).toEqual([
      409,
      'number: already used on this trunk',
    ])
    expect(await refusalOf(assign(acl, { alternate_number: 'a' }))).toEqual([
      409,
      'alternate_number: already in use',
    ])
  })

  it("require the number that their trunk's authentication needs", async () => {
    const { digest, acl, assign, refusalOf } = await withTrunks()
    expect(await refusalOf(assign(digest, { alternate_number: 'a' }))).toEqual([
      400,
      'number: expected a number, because the trunk uses digest authentication',
    ])
    expect(await refusalOf(assign(acl, { number: '100' }))).toEqual([
      400,
      'alternate_number: expected a number, because the trunk uses an ACL',
    ])
  })

  it('change what a patch names, clear what is null, and keep the numbers unique', async () => {
    const { client, digest, assign, refusalOf } = await withTrunks()
    const { id = '' } = await assign(digest, { number: '100', alternate_number: 'a' })
    await assign(digest, { number: '200' })
    const changed = await client.sipTrunks.updateAssignment(id, { alternate_number: null })
    expect(changed).toMatchObject({ id, number: '100', sip_trunk_id: digest })
    expect(changed).not.toHaveProperty('alternate_number')
    expect(await refusalOf(client.sipTrunks.updateAssignment(id, { number: '200' }))).toEqual([
      409,
      'number: already used on this trunk',
    ])
    expect((await client.sipTrunks.updateAssignment(id, { number: '100' })).number).toBe('100')
    expect(await client.sipTrunks.getAssignment(id)).toEqual(changed)
  })

  it('refuse agents of other organizations', async () => {
    const { client, digest, platform, refusalOf } = await withTrunks()
    const assign = (agent_id: string) =>
      refusalOf(client.sipTrunks.createAssignment(digest, { agent_id, number: '1' }))
    expect(await assign(platform.foreignAgentId)).toEqual([
      400,
      'agent_id: the agent is not in this organization',
    ])
    expect(await assign('00000000-0000-4000-8000-00000000dead')).toEqual([404, 'agent not found'])
    expect(await assign('x')).toEqual([400, 'agent_id: expected a UUID'])
  })

  it('are deleted with their trunk', async () => {
    const { client, digest, assign, refusalOf } = await withTrunks()
    const { id = '' } = await assign(digest, { number: '100' })
    await client.sipTrunks.delete(digest)
    expect(await refusalOf(client.sipTrunks.getAssignment(id))).toEqual([404, 'assignment not found'])
  })
})

describe('imported numbers', () => {
  const number = { phone_number: '+1 (415) 555-0100', account_sid: 'AC1', auth_token: 'secret' }

  it('are stored without their auth token, and can be renamed', async () => {
    const { client, clock } = testPlatform()
    const made = await client.twilioNumbers.import(number)
    expect(made).toMatchObject({ phone_number: '+14155550100', label: 'Twilio number', account_sid: 'AC1' })
    expect(JSON.stringify(made)).not.toContain('secret')
    await clock.tickAsync(1_000)
    const renamed = await client.twilioNumbers.updateLabel(made.id ?? '', { label: 'Desk' })
    expect(renamed).toEqual({ ...made, label: 'Desk', updated_at: '2025-01-01T00:00:01.000Z' })
    expect(await client.twilioNumbers.list()).toEqual([renamed])
  })

  it.each([
    [{ phone_number: '0' }, 'phone_number: expected an E.164 number such as +14155550100'],
    [{ account_sid: 'XX' }, 'account_sid: expected a Twilio account SID, which starts with AC'],
    [{ auth_token: '' }, 'auth_token: expected a text that is not empty'],
  ])('refuse an import with %j', async (change, error) => {
    const { client, refusalOf } = testPlatform()
    expect(await refusalOf(client.twilioNumbers.import({ ...number, ...change }))).toEqual([400, error])
  })
})
