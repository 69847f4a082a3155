import fc from 'fast-check'
import { isLeft } from 'fp-ts/Either'
import type { Faults } from '../src/index.ts'
import { generateFaults, readFaults } from '../src/rules/faults/faults.ts'
import { outgoing, talkInMemory, talkOverWire, type Talk } from './talk.ts'
import { tinyMicrophone, tinyScenario } from './tiny-call.ts'

interface Message {
  readonly type: string
  readonly data?: Record<string, unknown> | null
}

const plan = (faults: Faults) => ({
  scenario: tinyScenario,
  microphone: tinyMicrophone(),
  output: 'ok',
  frameMs: 100,
  faults,
})

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** JSON messages that reached the client. */
const read = ({ received }: Talk): readonly Message[] =>
  received.filter(isJson).map((text) => JSON.parse(text) as Message)

const ofType = (talk: Talk, type: string) => read(talk).filter((message) => message.type === type)

/** Time of each message. */
const times = (talk: Talk): readonly number[] => outgoing(talk).map(({ atMs }) => atMs)

/** Messages after the interruption, and the turn that it cancelled. */
const afterInterruption = (talk: Talk) => {
  const all = read(talk)
  const at = all.findIndex(({ type }) => type === 'interruption')
  return {
    cancelled: all.slice(0, at).findLast(({ type }) => type === 'response_audio')?.data?.['turn_id'],
    later: all.slice(at + 1),
  }
}

const closed = (code: number) => ({ type: 'closed', code })

interface Row {
  readonly faults: Faults
  /** Detects the fault in the received messages; `plain` is a call without it. */
  readonly seen: (talk: Talk, plain: Talk) => void
}

const rows: Readonly<Record<string, Row>> = {
  latencyMs: {
    faults: { latencyMs: 90 },
    seen: (talk) => {
      expect(times(talk)[0]).toBe(90)
      expect(times(talk)[1]).toBe(290)
    },
  },
  jitterMs: {
    faults: { jitterMs: 150 },
    seen: (talk, plain) => {
      const early = (atMs: number) => atMs < 1_000
      expect(times(talk).filter(early)).not.toEqual(times(plain).filter(early))
      expect(talk.received.slice(0, 5)).toEqual(plain.received.slice(0, 5))
    },
  },
  stall: {
    faults: { stall: { afterMs: 100, forMs: 600 } },
    seen: (talk) => expect(times(talk).slice(0, 3)).toEqual([0, 700, 700]),
  },
  burstEveryMs: {
    faults: { burstEveryMs: 300 },
    seen: (talk) => expect(times(talk).filter((atMs) => atMs % 300 !== 0)).toEqual([]),
  },
  slowReader: {
    faults: { slowReader: { bytesPerSecond: 62_000 } },
    seen: (talk, plain) => {
      const first = (call: Talk) => outgoing(call).find(({ text }) => text.includes('speech_started'))?.atMs
      expect(first(talk)).toBeGreaterThan((first(plain) ?? Infinity) + 50)
    },
  },
  halfOpenAfterMs: {
    faults: { halfOpenAfterMs: 1_500 },
    seen: (talk) => {
      expect(talk.end).toEqual({ type: 'open' })
      expect(Math.max(...times(talk))).toBeLessThan(1_500)
    },
  },
  'close, with no code': {
    faults: { close: { afterMs: 1_500, code: 1005 } },
    seen: (talk) => expect(talk.end).toEqual(closed(1005)),
  },
  'close, by a cut': {
    faults: { close: { afterMs: 1_500, code: 1006 } },
    seen: (talk) => expect(talk.end).toEqual(closed(1006)),
  },
  ...Object.fromEntries(
    [1000, 1001, 1008, 1011, 1012, 1013, 3000, 4404].map((code): [string, Row] => [
      `close, with ${code}`,
      {
        faults: { close: { afterMs: 1_500, code } },
        seen: (talk) => {
          expect(talk.end).toEqual(closed(code))
          expect(ofType(talk, 'session_ended')).toEqual([])
        },
      },
    ]),
  ),
  refuse: {
    faults: { refuse: 503 },
    seen: (talk) => expect(talk.end).toEqual({ type: 'refused', status: 503 }),
  },
  'sessionStarted, never': {
    faults: { sessionStarted: 'never' },
    seen: (talk) => expect(ofType(talk, 'session_started')).toEqual([]),
  },
  'sessionStarted, twice': {
    faults: { sessionStarted: 'twice' },
    seen: (talk) => {
      const [first, second, ...more] = ofType(talk, 'session_started')
      expect(second).toEqual(first)
      expect(more).toEqual([])
    },
  },
  lateAudio: {
    faults: { lateAudio: 2 },
    seen: (talk) => {
      const { cancelled, later } = afterInterruption(talk)
      expect(later.filter(({ data }) => data?.['turn_id'] === cancelled).map(({ type }) => type)).toEqual([
        'response_audio',
        'response_audio',
      ])
    },
  },
  reusedTurn: {
    faults: { reusedTurn: true },
    seen: (talk, plain) => {
      const { cancelled, later } = afterInterruption(talk)
      expect(later.find(({ type }) => type === 'response_text')?.data).toMatchObject({
        turn_id: cancelled,
        text: 'Good.',
      })
      const other = afterInterruption(plain)
      expect(other.later.filter(({ data }) => data?.['turn_id'] === other.cancelled)).toEqual([])
    },
  },
  snakeCaseTools: {
    faults: { snakeCaseTools: true },
    seen: (talk) =>
      expect(Object.keys(ofType(talk, 'tool_call')[0]?.data ?? {})).toEqual([
        'tool_call_id',
        'tool_name',
        'arguments',
      ]),
  },
  'missingData, absent': {
    faults: { missingData: 'absent' },
    seen: (talk) => {
      for (const type of ['speech_stopped', 'interruption', 'session_ended'])
        expect(ofType(talk, type)[0]).toEqual({ type })
    },
  },
  'missingData, null': {
    faults: { missingData: 'null' },
    seen: (talk) => {
      for (const type of ['speech_stopped', 'interruption', 'session_ended'])
        expect(ofType(talk, type)[0]).toEqual({ type, data: null })
    },
  },
  missingFlags: {
    faults: { missingFlags: true },
    seen: (talk, plain) => {
      expect(plain.received.join('')).toMatch(/is_final.*emulated/)
      expect(talk.received.join('')).not.toMatch(/is_final|emulated/)
    },
  },
  emulatedStart: {
    faults: { emulatedStart: true },
    seen: (talk) => {
      const starts = ofType(talk, 'speech_started').map(({ data }) => data?.['emulated'])
      expect(starts.filter((emulated) => emulated === true)).toHaveLength(4)
      expect(starts.filter((emulated) => emulated === false)).toHaveLength(3)
    },
  },
  unknownType: {
    faults: { unknownType: true },
    seen: (talk) =>
      expect(ofType(talk, 'pipeline_metrics').filter(({ data }) => data?.['processor'])).toHaveLength(4),
  },
  unknownEnum: {
    faults: { unknownEnum: true },
    seen: (talk) =>
      expect(ofType(talk, 'tool_call')[0]?.data?.['arguments']).toMatchObject([
        { name: 'city', type: 'inferred', dataType: 'geo_point', value: 'Paris' },
      ]),
  },
  extraFields: {
    faults: { extraFields: true },
    seen: (talk) => {
      for (const message of read(talk)) {
        expect(message).toHaveProperty('sent_by')
        expect(message.data).toHaveProperty('trace')
      }
      expect(ofType(talk, 'tool_call')[0]?.data?.['arguments']).toMatchObject([{ confidence: 0.93 }])
    },
  },
  malformedJson: {
    faults: { malformedJson: true },
    seen: ({ received }) => expect(received.filter((text) => !isJson(text))).toHaveLength(4),
  },
  wrongTypes: {
    faults: { wrongTypes: true },
    seen: (talk) => {
      expect(ofType(talk, 'response_text').map(({ data }) => data?.['text'])).toContain(42)
      expect(ofType(talk, 'tool_call').map(({ data }) => data?.['arguments'])).toContain('none')
    },
  },
  oversizedBytes: {
    faults: { oversizedBytes: 2_000_000 },
    seen: ({ received }) => expect(received.filter(({ length }) => length > 2_000_000)).toHaveLength(4),
  },
  nestedLevels: {
    faults: { nestedLevels: 20_000 },
    seen: ({ received }) =>
      expect(received.filter((text) => text.includes('['.repeat(20_000)))).toHaveLength(4),
  },
  invalidUtf8AfterMs: {
    faults: { invalidUtf8AfterMs: 1_500 },
    seen: (talk) => {
      expect(outgoing(talk).at(-1)?.text).toContain('\ufffd(')
      expect(talk.end).toEqual(closed(1006))
    },
  },
  duplicateToolCall: {
    faults: { duplicateToolCall: true },
    seen: (talk) => {
      const [first, second, ...more] = ofType(talk, 'tool_call')
      expect(second).toEqual(first)
      expect(more).toEqual([])
      expect(ofType(talk, 'response_text').filter(({ data }) => data?.['text'] === 'Good.')).toHaveLength(1)
    },
  },
  toolCallAtEnd: {
    faults: { toolCallAtEnd: true },
    seen: (talk) =>
      expect(
        read(talk)
          .slice(-2)
          .map(({ type }) => type),
      ).toEqual(['tool_call', 'session_ended']),
  },
}

/** Turns that the user misses because of a fault that ends or freezes the call. */
const endsEarly = /^(close|refuse|halfOpen|invalidUtf8)/

describe('call with a fault', () => {
  let plain: Talk
  beforeAll(async () => {
    plain = await talkInMemory(plan({}))
  })

  it('runs to its end without a fault', async () => {
    expect(plain.end).toEqual(closed(1000))
    expect(ofType(plain, 'tool_call')).toHaveLength(1)
    expect(ofType(plain, 'interruption')).toHaveLength(1)
    expect(await talkOverWire(plan({}))).toEqual(plain)
  })

  it.each(Object.entries(rows))(
    'shows %s, in memory and over the wire, with the same bytes at the same moments',
    async (name, { faults, seen }) => {
      const talk = await talkInMemory(plan(faults))
      seen(talk, plain)
      if (!endsEarly.test(name)) expect(talk.end).toEqual(closed(1000))
      const wired = await talkOverWire(plan(faults))
      seen(wired, plain)
      expect(wired).toEqual(talk)
    },
  )

  it.each(Object.entries(rows))('shows no %s where there is none', (_, { seen }) => {
    expect(() => seen(plain, plain)).toThrow()
  })

  it('covers every fault of a call', () => {
    const unknown = readFaults({ '': 0 }, '')
    const known = isLeft(unknown) ? unknown.left.remedy.replace(/^.*expected one of /, '').split(', ') : []
    const covered = Object.keys(rows).map((name) => name.replace(/,.*/, ''))
    expect(known).toEqual(expect.arrayContaining(covered))
    expect([...new Set(covered), 'http'].sort()).toEqual([...known].sort())
  })
})

/** Faults that do not hide each other. */
const compatible = Object.entries(rows).filter(([name]) =>
  [
    'sessionStarted, twice',
    'lateAudio',
    'snakeCaseTools',
    'emulatedStart',
    'unknownType',
    'unknownEnum',
    'malformedJson',
    'nestedLevels',
    'toolCallAtEnd',
  ].includes(name),
)

/** Ends of a call that its faults allow: which of them comes first depends on their times and on the conversation. */
const endsOf = ({ refuse, close, invalidUtf8AfterMs, halfOpenAfterMs }: Faults): readonly unknown[] =>
  refuse !== undefined
    ? [{ type: 'refused', status: refuse }]
    : [
        closed(1000),
        ...(close === undefined ? [] : [closed(close.code)]),
        ...(invalidUtf8AfterMs === undefined ? [] : [closed(1006)]),
        ...(halfOpenAfterMs === undefined ? [] : [{ type: 'open' }]),
      ]

describe('call with several faults', () => {
  it('shows all of them', async () => {
    const plain = await talkInMemory(plan({}))
    const property = fc.asyncProperty(fc.subarray(compatible, { minLength: 2 }), async (chosen) => {
      const faults = chosen.reduce<Faults>((all, [, row]) => ({ ...all, ...row.faults }), {})
      const talk = await talkInMemory(plan(faults))
      for (const [, row] of chosen) row.seen(talk, plain)
      expect(talk.end).toEqual(closed(1000))
    })
    await fc.assert(property, { numRuns: 10 })
  })

  it('is the same in memory and over the wire for any seed, and ends as the faults say', async () => {
    const property = fc.asyncProperty(fc.nat(), async (seed) => {
      const faults = generateFaults(seed)
      const talk = await talkInMemory({ ...plan(faults), seed })
      expect(await talkOverWire({ ...plan(faults), seed })).toEqual(talk)
      expect(endsOf(faults)).toContainEqual(talk.end)
    })
    await fc.assert(property, { numRuns: 10 })
  })

  it('differs for another seed', async () => {
    const faults = { jitterMs: 150 }
    const one = await talkInMemory({ ...plan(faults), seed: 1 })
    const other = await talkInMemory({ ...plan(faults), seed: 2 })
    expect(times(other)).not.toEqual(times(one))
  })
})
