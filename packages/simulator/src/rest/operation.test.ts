import { endpoints, type Endpoint } from '@vatel/core'
import * as E from 'fp-ts/Either'
import { readBody } from './operation.ts'

interface Fields {
  readonly props?: Readonly<Record<string, { is(value: unknown): boolean }>>
}

/** Valid bodies with the required fields only. */
const bodies: readonly (readonly [string, Endpoint, object])[] = [
  ['session.generateToken', endpoints.session.generateToken, { agent_id: 'a' }],
  ['agents.create', endpoints.agents.create, { name: 'Ada' }],
  ['agents.update', endpoints.agents.update, {}],
  [
    'twilioNumbers.import',
    endpoints.twilioNumbers.import,
    { phone_number: '1', account_sid: 'AC', auth_token: 'x' },
  ],
  ['sipTrunks.create', endpoints.sipTrunks.create, { pbx: 'webex' }],
  ['sipTrunks.update', endpoints.sipTrunks.update, {}],
  ['sipTrunks.createAssignment', endpoints.sipTrunks.createAssignment, { agent_id: 'a' }],
  ['sipTrunks.updateAssignment', endpoints.sipTrunks.updateAssignment, {}],
]

/** Every optional field that has no meaning for null, as null. */
const nulls = ({ body }: Endpoint, required: object): Readonly<Record<string, null>> =>
  Object.fromEntries(
    Object.entries((body as Fields | undefined)?.props ?? {})
      .filter(([name, field]) => !(name in required) && !field.is(null))
      .map(([name]) => [name, null]),
  )

describe('readBody', () => {
  it.each(bodies)('takes null for absent in every optional field of %s', (_, endpoint, required) => {
    const read = readBody(endpoint, JSON.stringify({ ...required, ...nulls(endpoint, required) }))
    expect(read).toEqual(E.right(required))
  })

  it('takes null for absent within a group, and keeps a null that clears', () => {
    const body = { vad_settings: { start_secs: null, stop_secs: 1 }, phone_number_id: null }
    expect(readBody(endpoints.agents.update, JSON.stringify(body))).toEqual(
      E.right({ vad_settings: { stop_secs: 1 }, phone_number_id: null }),
    )
  })

  it.each(['', 'null'])('takes %p for an empty body beside a query', (text) => {
    expect(readBody(endpoints.agents.dial, text)).toEqual(E.right({}))
  })

  it('refuses null in a required field', () => {
    const read = readBody(endpoints.session.generateToken, '{"agent_id":null}')
    expect(E.isLeft(read) && read.left.body).toMatch(
      /agent_id: expected a string that is not empty, got nothing/,
    )
  })
})
