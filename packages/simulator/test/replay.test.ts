import { encodePcm16Base64 } from '@vatel/audio'
import { readRecord, type Replay } from '../src/index.ts'
import { outgoing, talkInMemory, talkOverWire, type Talk } from './talk.ts'
import { silence, tinyMicrophone, tinyScenario } from './tiny-call.ts'

const header = { record: 'vatel-call', version: 1, startedAt: '2026-01-02T03:04:05.678Z' }

const ndjson = (...lines: readonly object[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('')

/** Time from the start of the recording to the open socket. */
const openMs = 37

/** Writes a call as `record()` of the reactive package does. */
const recordOf = ({ log }: Talk): string =>
  ndjson(
    header,
    { atMs: 0, state: 'connecting' },
    { atMs: openMs, state: 'starting' },
    ...log.map(({ atMs, direction, text }) => ({
      atMs: atMs + openMs,
      dir: direction === 'out' ? 'in' : 'out',
      message: JSON.parse(text) as unknown,
    })),
    { atMs: (log.at(-1)?.atMs ?? 0) + openMs, end: { type: 'session-ended' } },
  )

const plan = (replay?: Replay) => ({
  scenario: tinyScenario,
  // Audio of the user has no effect from here on.
  microphone: replay === undefined ? tinyMicrophone() : silence(9_000),
  output: 'ok',
  frameMs: 100,
  replay,
})

/** Plays a record of a few lines; a call whose socket was open from the beginning. */
const replayed = (...lines: readonly object[]): Promise<Talk> =>
  talkInMemory(plan(readRecord(ndjson(header, { atMs: 0, state: 'starting' }, ...lines), 'my.ndjson')))

describe('replayed call', () => {
  it('repeats the same messages at the same times, in memory and over the wire', async () => {
    const call = await talkInMemory(plan())
    const replay = readRecord(recordOf(call), 'call.ndjson')
    const again = await talkInMemory(plan(replay))
    expect(outgoing(again).map(({ atMs, text }) => [atMs, text])).toEqual(
      outgoing(call).map(({ atMs, text }) => [atMs, text]),
    )
    expect(again.end).toEqual(call.end)
    expect(await talkOverWire(plan(replay))).toEqual(again)
  })

  it('has silence where the audio was not recorded', async () => {
    const { received } = await replayed({
      atMs: 5,
      dir: 'in',
      message: { type: 'response_audio', data: { turn_id: 't', audio: '', is_final: true } },
      audio: { samples: 480, fnv1a: '00000000' },
    })
    expect(received.map((text) => JSON.parse(text) as unknown)).toEqual([
      {
        type: 'response_audio',
        data: { turn_id: 't', audio: encodePcm16Base64(new Int16Array(480)), is_final: true },
      },
    ])
  })

  it('has the unknown messages, and invalid texts in place of the invalid ones', async () => {
    const { received } = await replayed(
      { atMs: 5, dir: 'in', message: { type: 'unknown', wireType: 'mood', data: { mood: 'good' } } },
      { atMs: 6, invalid: { type: 'response_text', issues: ['text: expected string'], length: 60 } },
      { atMs: 7, invalid: { issues: ['must be JSON'], length: 9 } },
    )
    expect(received).toEqual([
      '{"type":"mood","data":{"mood":"good"}}',
      '{"type":"response_text","data":7}'.padEnd(60),
      '{'.padEnd(9),
    ])
  })

  it.each([
    [{ type: 'session-ended' }, { type: 'closed', code: 1000 }],
    [
      { type: 'lost', code: 1011, reason: '' },
      { type: 'closed', code: 1011 },
    ],
    [
      { type: 'lost', code: 1006, reason: '' },
      { type: 'closed', code: 1006 },
    ],
    [
      { type: 'refused', status: 403, message: 'no' },
      { type: 'refused', status: 403 },
    ],
    // The client closed or gave up; its test has to repeat that.
    [{ type: 'hung-up' }, { type: 'open' }],
    [{ type: 'timed-out', stage: 'starting' }, { type: 'open' }],
  ])('ends as it did: %j', async (reason, end) => {
    expect((await replayed({ atMs: 400, end: reason })).end).toEqual(end)
  })

  it('may have a truncated last line, as after a crash', () => {
    const text = `${ndjson(header, { atMs: 1, state: 'starting' })}{"atMs":5,"dir":"in","mess`
    expect(readRecord(text, 'cut.ndjson')).toEqual({ outputs: [] })
  })

  it.each([
    ['', 'my.ndjson: line 1, column 1: expected a value, got the end'],
    [
      '{}\n',
      'my.ndjson: line 1: expected the header of a record of a call, {"record":"vatel-call","version":1,…}',
    ],
    [ndjson({ ...header, version: 2 }), 'my.ndjson: line 1: expected version 1'],
    [`${ndjson(header)}{"atMs":1,"state":}\n`, 'my.ndjson: line 2, column 19: expected a value, got "}"'],
    [ndjson(header, []), 'my.ndjson: line 2: expected an object'],
    [`${ndjson(header)}7\n`, 'my.ndjson: line 2: expected an object'],
    [ndjson(header, { state: 'live' }), 'my.ndjson: line 2: atMs: expected a number of milliseconds'],
    [
      ndjson(header, { atMs: 1, dir: 'in', message: { type: 'response_text', data: { text: 'a' } } }),
      'my.ndjson: line 2: message: expected a message of the platform with its data',
    ],
  ])('names the invalid line in %j', (text, message) => {
    expect(() => readRecord(text, 'my.ndjson')).toThrow(message)
  })
})
