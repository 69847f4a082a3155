import fc from 'fast-check'
import * as t from 'io-ts'
import { checkByTable, knownOperations } from '../../test/rest/check-by-table.ts'
import { tinyScenario } from '../../test/tiny-call.ts'
import type { RestResponse } from './http-message.ts'
import { knownFields } from './operation.ts'
import { route } from './router.ts'
import { openStore, type Store } from './store.ts'

const epochMs = Date.UTC(2025, 0)
const first = openStore({ scenario: tinyScenario, seed: 1, epochMs, services: {}, tokenRules: {} })

/** A request whose ids are generated from those that the platform returned. */
interface Wish {
  readonly operation: (typeof knownOperations)[number]
  readonly picks: readonly [number, number]
  readonly body: object | string
  readonly query: Readonly<Record<string, string>>
}

const text = fc.constantFrom('100', '200', '', '+14155550100', 'sip.example.com', 'openai/gpt-4o', 'AC1')
const value: fc.Arbitrary<unknown> = fc.oneof(text, fc.constantFrom(null, true, 0, 7, []))

/** Bodies of the fields that operations have, most of them valid; `agent` stands for an agent's id. */
const body = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record(
      {
        name: fc.constantFrom('Grace', '', 7),
        agent_id: fc.constant('agent'),
        pbx: fc.constantFrom('generic', '3cx', 'x'),
        phone_number: fc.constantFrom('+14155550100', '+14155550101', '0'),
        account_sid: fc.constant('AC1'),
        auth_token: fc.constant('secret'),
        label: text,
        number: fc.constantFrom('100', '200', null),
        alternate_number: fc.constantFrom('a', 'b', null),
        inbound_sip_username: fc.constantFrom('one', 'two', null),
        inbound_auth_type: fc.constantFrom('digest', 'acl', 'none'),
        inbound_host: text,
        status: fc.constantFrom('active', 'inactive'),
        vad_settings: fc.record({ stop_secs: value }, { requiredKeys: [] }),
        phone_number_id: fc.constantFrom('id', null),
      },
      { requiredKeys: ['name', 'agent_id', 'pbx', 'phone_number', 'account_sid', 'auth_token', 'label'] },
    ),
  },
  {
    weight: 1,
    arbitrary: fc.record({ agent_id: fc.constant('agent'), transport: text }, { requiredKeys: [] }),
  },
  { weight: 1, arbitrary: fc.constantFrom('{', '[]', 'null', '') },
)

const query = fc.dictionary(
  fc.constantFrom('page', 'page_size', 'status', 'outbound', 'number', 'destination', 'search', 'tag'),
  fc.constantFrom('1', '0', 'ended', 'true', '+14155550123', 'x'),
  { maxKeys: 3 },
)

const wishes: fc.Arbitrary<readonly Wish[]> = fc.array(
  fc.record({
    operation: fc.constantFrom(...knownOperations),
    picks: fc.tuple(fc.nat(), fc.nat()),
    body,
    query,
  }),
  { minLength: 1, maxLength: 60, size: 'max' },
)

/** Kind of each path placeholder, by the operation that returns its ids. */
const tellers: Readonly<Record<string, RegExp>> = {
  agent: /^agents\.(list|create)$/,
  version: /^agents\.listVersions$/,
  call: /^calls\.list$/,
  number: /^twilioNumbers\.(list|import)$/,
  trunk: /^sipTrunks\.(list|create)$/,
  assignment: /^sipTrunks\.(listAssignments|createAssignment)$/,
}

const kindsIn = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) =>
    name === 'versionId'
      ? 'version'
      : name === 'assignmentId'
        ? 'assignment'
        : path.includes('/agents/')
          ? 'agent'
          : path.includes('/calls/')
            ? 'call'
            : path.includes('/twilio/')
              ? 'number'
              : 'trunk',
  )

type Pools = Readonly<Record<string, readonly string[]>>

const learn = (pools: Pools, client: string, { body: answered }: RestResponse): Pools => {
  const kind = Object.keys(tellers).find((each) => tellers[each]?.test(client))
  if (kind === undefined) return pools
  const ids = [...String(answered).matchAll(/"id":"([0-9a-f-]{36})"/g)].map(([, id = '']) => id)
  return { ...pools, [kind]: [...new Set([...(pools[kind] ?? []), ...ids])] }
}

const strays = ['00000000-0000-4000-8000-00000000dead', 'x']

/** An id of a kind, sometimes an invalid one. */
const pickFrom = (pools: Pools, kind: string, at: number): string => {
  const known = at % 8 === 0 ? [] : (pools[kind] ?? [])
  return known[at % known.length] ?? strays[at % strays.length] ?? ''
}

interface Course {
  readonly responses: readonly RestResponse[]
  /** Response of the same store to the same request, a second time. */
  readonly again: readonly RestResponse[]
  readonly complaints: readonly string[]
}

const run = (all: readonly Wish[]): Course => {
  let store: Store = first
  let pools: Pools = { agent: [...first.agents.keys()] }
  const responses: RestResponse[] = []
  const again: RestResponse[] = []
  const complaints: string[] = []
  for (const [index, { operation, picks, ...wish }] of all.entries()) {
    const { endpoint, client } = operation
    const ids = kindsIn(endpoint.path).map((kind, at) => pickFrom(pools, kind, picks[at] ?? 0))
    let next = 0
    const path = endpoint.path.replace(/\{\w+\}/g, () => ids[next++] ?? '')
    const request = {
      method: endpoint.method,
      path,
      query: new URLSearchParams(wish.query),
      header: () => `Bearer ${first.apiKey}`,
      body: (typeof wish.body === 'string'
        ? wish.body
        : JSON.stringify(knownFields(endpoint.body ?? t.UnknownRecord, wish.body))
      )
        .replace('"agent"', `"${pickFrom(pools, 'agent', picks[1])}"`)
        .replace('"id"', `"${pickFrom(pools, 'number', picks[1])}"`),
    }
    const nowMs = epochMs + index * 1_000
    const handled = route(store, request, [], nowMs)
    again.push(route(store, request, [], nowMs).response)
    store = handled.store
    const { status, headers, body: answered } = handled.response
    pools = learn(pools, client, handled.response)
    responses.push(handled.response)
    const exchange = {
      method: request.method,
      target: `${path}?${request.query.toString()}`,
      requestHeaders: {},
      requestBody: request.body,
      status,
      responseHeaders: headers,
      responseBody: typeof answered === 'string' ? new TextEncoder().encode(answered) : answered,
    }
    complaints.push(...checkByTable(exchange, 'wrongly'))
  }
  return { responses, again, complaints }
}

describe('store behind REST', () => {
  it('returns documented responses to any sequence of requests', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(wishes, (all) => {
        const { responses, complaints } = run(all)
        expect(complaints).toEqual([])
        for (const [index, { status }] of responses.entries())
          seen.add(`${all[index]?.operation.client ?? ''} ${status}`)
      }),
      { seed: 1, numRuns: 100 },
    )
    // The sequence is realistic: most operations succeeded at least once.
    expect(seen.size).toBeGreaterThan(55)
  })

  it('is a value: the same requests of the same store get the same responses again', () => {
    fc.assert(
      fc.property(wishes, (all) => {
        const { responses, again } = run(all)
        expect(again).toEqual(responses)
        expect(run(all).responses).toEqual(responses)
      }),
      { numRuns: 60 },
    )
  })
})
