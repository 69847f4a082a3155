import type { CallsQuery } from '@vatel/core'
import fc from 'fast-check'
import { tinyScenario } from '../../test/tiny-call.ts'
import type { CallHistory } from '../rules/call/call-history.ts'
import { seededUuid } from '../rules/seeded.ts'
import { costOf, listCalls } from './calls.ts'
import { openStore } from './store.ts'

const epochMs = Date.UTC(2025, 0)
const nowMs = epochMs + 86_400_000
const agents = [seededUuid('agent', 0), seededUuid('agent', 1), seededUuid('agent', 2)]
const numbers = ['+14155550100', '+14155550123', '+4930123456']
const tags = ['vip', 'test']

/** Outcome filter value of each reason. */
const outcomes = {
  ended_by_agent: 'ended_by_agent',
  ended_by_user: 'ended_by_user',
  transferred: 'transferred',
  silence_timeout: 'ended_by_agent',
  session_timeout: 'ended_by_agent',
} as const

const empty = openStore({ scenario: tinyScenario, seed: 1, epochMs, services: {}, tokenRules: {} })

const record: fc.Arbitrary<Omit<CallHistory, 'id'>> = fc
  .record({
    agentId: fc.constantFrom(...agents),
    atMs: fc.integer({ min: 0, max: 6 }).map((second) => epochMs + second * 1_000),
    source: fc.constantFrom('twilio' as const, 'sip' as const, 'simulation' as const, 'api' as const),
    outbound: fc.boolean(),
    partyNumber: fc.constantFrom(...numbers),
    tags: fc.subarray(tags),
    outcome: fc.constantFrom(...(Object.keys(outcomes) as (keyof typeof outcomes)[])),
    isOver: fc.boolean(),
  })
  .map(({ agentId, atMs, source, outbound, partyNumber, outcome, isOver, ...rest }) => ({
    agentId,
    versionId: seededUuid(agentId, 'version'),
    startedAtMs: atMs,
    entries: [],
    tags: rest.tags,
    origin: { source, outbound, partyNumber, createdAtMs: atMs },
    ...(isOver ? { endedAtMs: atMs + 5_000, outcome } : {}),
  }))

const records = fc
  .array(record, { maxLength: 40 })
  .map((all): readonly CallHistory[] =>
    all.map((each, index) => ({ id: seededUuid('call', index), ...each })),
  )

const instant = fc.integer({ min: 0, max: 6 }).map((second) => new Date(epochMs + second * 1_000))

const filters = fc.record(
  {
    agent_ids: fc.subarray(agents, { minLength: 1 }).map((ids) => ids.join()),
    status: fc.constantFrom('in_progress' as const, 'ended' as const, 'auth_failed' as const),
    source: fc.constantFrom('twilio' as const, 'sip' as const, 'simulation' as const, 'api' as const),
    date_from: instant.map((date) => date.toISOString()),
    date_to: instant.map((date) => date.toISOString()),
    outbound: fc.boolean(),
    search: fc.constantFrom('+1415', '0123', '30', '', 'x'),
    tag: fc.constantFrom(...tags, 'none'),
    outcome: fc.constantFrom('ended_by_agent' as const, 'ended_by_user' as const, 'transferred' as const),
  },
  { requiredKeys: [] },
)

interface Listed {
  readonly calls: readonly { readonly id: string }[]
  readonly pagination: { readonly total: number; readonly has_next: boolean; readonly total_pages: number }
}

const list = (calls: readonly CallHistory[], query: CallsQuery): Listed => {
  const store = { ...empty, calls: new Map(calls.map((call) => [call.id, call])) }
  const { response } = listCalls(store, { parameters: {}, body: undefined, query }, nowMs)
  return JSON.parse(String(response.body)) as Listed
}

const pagesOf = (calls: readonly CallHistory[], query: CallsQuery): readonly Listed[] => {
  const pages: Listed[] = []
  for (let page = 1; ; page++) {
    const listed = list(calls, { ...query, page })
    pages.push(listed)
    if (!listed.pagination.has_next) return pages
  }
}

const idsOf = (pages: readonly Listed[]): readonly string[] =>
  pages.flatMap(({ calls }) => calls.map(({ id }) => id))

/** Meaning of the filters in terms of the stored calls. */
const isWanted = (call: CallHistory, query: CallsQuery): boolean =>
  [
    query.agent_ids === undefined || query.agent_ids.includes(call.agentId),
    query.status === undefined || query.status === (call.endedAtMs === undefined ? 'in_progress' : 'ended'),
    query.source === undefined || query.source === call.origin?.source,
    query.date_from === undefined || call.startedAtMs >= new Date(query.date_from).getTime(),
    query.date_to === undefined || call.startedAtMs <= new Date(query.date_to).getTime(),
    query.outbound === undefined || query.outbound === call.origin?.outbound,
    query.search === undefined || call.origin?.partyNumber?.includes(query.search),
    query.tag === undefined || call.tags?.includes(query.tag),
    query.outcome === undefined || (call.outcome !== undefined && query.outcome === outcomes[call.outcome]),
  ].every((holds) => holds === true)

describe('GET /v1/calls', () => {
  it('returns every call exactly once, latest first, for any page size', () => {
    fc.assert(
      fc.property(records, fc.integer({ min: 1, max: 100 }), (calls, page_size) => {
        const pages = pagesOf(calls, { page_size })
        expect(idsOf(pages)).toEqual(calls.map(({ id }) => id).reverse())
        expect(pages.slice(0, -1).every((page) => page.calls.length === page_size)).toBe(true)
        for (const { pagination } of pages) {
          expect(pagination.total).toBe(calls.length)
          expect(pagination.total_pages).toBe(calls.length === 0 ? 0 : pages.length)
        }
      }),
    )
  })

  it('returns the calls that match a query, and no others', () => {
    fc.assert(
      fc.property(records, filters, fc.integer({ min: 1, max: 7 }), (calls, query, page_size) => {
        const wanted = calls.filter((call) => isWanted(call, query)).map(({ id }) => id)
        expect([...idsOf(pagesOf(calls, { ...query, page_size }))].reverse()).toEqual(wanted)
      }),
      { numRuns: 300 },
    )
  })

  it('returns twenty calls per page by default, and an empty page after the last', () => {
    const calls =
      fc.sample(fc.array(record, { minLength: 21, maxLength: 21 }), { numRuns: 1, seed: 1 })[0] ?? []
    const all = calls.map((each, index): CallHistory => ({ id: seededUuid('call', index), ...each }))
    expect(list(all, {}).calls).toHaveLength(20)
    expect(list(all, { page: 3 })).toMatchObject({
      calls: [],
      pagination: { has_next: false, has_prev: true },
    })
  })
})

describe('costOf', () => {
  it.each([
    [0, 0],
    [1, 0.001],
    [1_000, 0.001],
    [1_001, 0.002],
    [31_500, 0.032],
    [3_600_000, 3.6],
  ])('charges a call of %i ms with %d', (lastedMs, cost) => {
    expect(costOf(lastedMs)).toBe(cost)
  })
})
