import { createClock } from '@sinonjs/fake-timers'
import {
  type CallConnection,
  type Clock,
  type EndReason,
  InvalidArgumentError,
  type Transcript,
  UnreachableError,
} from '@vatel/core'
import fc from 'fast-check'
import { firstValueFrom, last, VirtualTimeScheduler } from 'rxjs'
import { gather } from '../../test/gather.ts'
import { pcm, serverMessages } from '../testing/server-messages.ts'
import { settle } from '../../test/settle.ts'
import { callOf } from '../call.ts'
import { transcript } from '../operators/transcript.ts'
import { record, type RecordOptions } from './record.ts'
import { replay } from './replay.ts'
import { createReplayedConnection, type ReplayControl } from './replayed-connection.ts'

const startedAt = new Date(0)
const happenings: Record<string, (control: ReplayControl) => void> = {
  started: ({ message }) => message(serverMessages.started()),
  audio: ({ message }) => message(serverMessages.audio('1', pcm(7, 480))),
  text: ({ message }) => message(serverMessages.text('1', 'Hello there')),
  user: ({ message }) => message(serverMessages.user('hi')),
  tool: ({ message }) => message(serverMessages.toolCall('t1', 'clock', { city: 'Paris' })),
  unknown: ({ message }) => message({ type: 'unknown', wireType: 'weather', data: [1] }),
  output: ({ sent }) => sent({ type: 'tool_call_output', data: { toolCallId: 't1', output: 'noon' } }),
  live: ({ state }) => state('live'),
}
const ends: readonly EndReason[] = [
  { type: 'session-ended' },
  { type: 'hung-up' },
  { type: 'lost', code: 1011, reason: 'oops' },
  { type: 'refused', status: 403, message: 'no' },
]

const recording = (connection: CallConnection, clock: Clock, options: RecordOptions = {}) => {
  const lines: string[] = []
  record({ audio: 'all', clock, startedAt, ...options })(callOf(connection)).subscribe((line) =>
    lines.push(line),
  )
  return lines
}

/** Records a call in virtual time with these events, at these intervals. */
const held = async (
  course: readonly (readonly [keyof typeof happenings, number])[],
  end: EndReason | undefined = ends[0],
  options: RecordOptions = {},
): Promise<readonly string[]> => {
  const clock = createClock()
  const control = createReplayedConnection(() => undefined)
  const lines = recording(control.connection, clock, options)
  await settle()
  for (const [name, ms] of course) {
    await clock.tickAsync(ms)
    happenings[name]?.(control)
  }
  if (end !== undefined) control.end(end)
  await settle()
  return lines
}

/** Replays a record in virtual time and records it. */
const again = async (lines: readonly string[]): Promise<readonly string[]> => {
  const clock = createClock()
  const replayed = recording(replay(lines.join('\n'), { clock }), clock)
  await clock.runAllAsync()
  return replayed
}

const course = fc.array(fc.tuple(fc.constantFrom(...Object.keys(happenings)), fc.nat(5_000)), {
  maxLength: 20,
})

describe('replay', () => {
  it('replays a call so that its record is equal to the original one', async () => {
    await fc.assert(
      fc.asyncProperty(course, fc.constantFrom(...ends), async (happened, end) => {
        const lines = await held(happened, end)
        expect(await again(lines)).toEqual(lines)
      }),
      { numRuns: 50 },
    )
  })

  it('replays silence of the same length where the audio was not kept', async () => {
    const lines = await held([['audio', 10]], ends[0], { audio: 'length' })
    const replayed = await again(lines)
    const silence = JSON.stringify(serverMessages.audio('1', pcm(0, 480)))
    expect(replayed.join()).toContain(silence)
  })

  it('produces the transcript of the call, tools included', async () => {
    const lines = await held([
      ['started', 5],
      ['user', 100],
      ['tool', 20],
      ['output', 300],
      ['text', 10],
    ])
    const clock = createClock()
    const seen: Promise<Transcript> = firstValueFrom(
      transcript()(callOf(replay(lines.join('\n'), { clock }))).pipe(last()),
    )
    await clock.runAllAsync()
    expect(await seen).toMatchObject([
      { who: 'user', text: 'hi' },
      { who: 'tool', toolName: 'clock', output: 'noon' },
      { who: 'agent', text: 'Hello there' },
    ])
  })

  it('replays at the given speed', async () => {
    const lines = await held([['started', 1_000]])
    const clock = createClock()
    const seen = gather(callOf(replay(lines.join('\n'), { clock, speed: 10 })).sessionStarted$)
    await clock.tickAsync(99)
    expect(seen).toHaveLength(0)
    await clock.tickAsync(1)
    expect(seen).toHaveLength(2)
  })

  it.each([0, -1, NaN])('rejects a speed of %s', (speed) => {
    expect(() => replay('{"record":"vatel-call","version":1}', { speed })).toThrow(/^speed: must/)
  })

  it.each([undefined, null, 1, {}])('rejects %j in place of the text', (text) => {
    expect(() => replay(text as never)).toThrow(
      new InvalidArgumentError('text', 'must be the text of a record'),
    )
  })

  it.each<[string, unknown]>([
    ['options', null],
    ['sped', { sped: 2 }],
  ])('rejects options that cannot be used by the name %s', (field, options) => {
    expect(() => replay('', options as object)).toThrow(expect.objectContaining({ field }) as Error)
  })

  it('replays in the time of a scheduler', async () => {
    const lines = await held([['started', 1_000]])
    const scheduler = new VirtualTimeScheduler()
    const connection = replay(lines.join('\n'), { scheduler })
    const seen = gather(callOf(connection).sessionStarted$)
    scheduler.flush()
    await settle()
    expect([scheduler.now(), seen]).toEqual([1_000, [{ id: 'call-1' }, 'complete']])
  })

  it('drops what is sent, and ends when this side hangs up', async () => {
    const lines = await held([['started', 1_000]])
    const clock = createClock()
    const connection = replay(lines.join('\n'), { clock })
    const end = gather(callOf(connection).end$)
    expect(connection.sendToolOutput('t1', 'noon')).toEqual({ status: 'dropped' })
    expect(connection.sendAudio(pcm(1))).toEqual({ status: 'dropped' })
    expect(() => connection.sendAudio(Uint8Array.of(1))).toThrow(/^audio: must/)
    expect(() => connection.sendAudio('no base64')).toThrow(/^audio: must/)
    connection.close()
    await settle()
    expect(end).toEqual([{ type: 'hung-up' }, 'complete'])
    expect(clock.countTimers()).toBe(0)
  })

  it('ends once, even when a listener of the last events hangs up', async () => {
    const lines = await held([
      ['started', 10],
      ['user', 1_000],
    ])
    const clock = createClock()
    const connection = replay(lines.join('\n'), { clock })
    await clock.tickAsync(20)
    const heard: string[] = []
    connection.on('state', (state) => heard.push(state))
    connection.on('end', ({ type }) => heard.push(type))
    connection.on('message', () => connection.close())
    connection.close()
    await settle()
    expect(heard).toEqual(['ended', 'hung-up'])
  })

  it('ends a truncated record as a lost call', async () => {
    const lines = await held([['started', 10]])
    const clock = createClock()
    const text = `${lines.slice(0, 3).join('\n')}\n{"atMs":11,"dir":"i`
    const end = gather(callOf(replay(text, { clock })).end$)
    await clock.runAllAsync()
    expect(end).toEqual([expect.objectContaining({ type: 'lost', code: 1006 }), 'complete'])
  })

  it('waits for fractions of a millisecond', async () => {
    const clock = createClock()
    const text = '{"record":"vatel-call","version":1}\n{"atMs":10.5,"end":{"type":"session-ended"}}\n'
    const end = gather(callOf(replay(text, { clock })).end$)
    await clock.tickAsync(10)
    expect(end).toHaveLength(0)
    await clock.tickAsync(1)
    expect(end).toHaveLength(2)
    expect(clock.countTimers()).toBe(0)
  })

  it('buffers events until the first listener is added', async () => {
    const lines = await held([['started', 10]])
    const clock = createClock()
    const call = callOf(replay(lines.slice(0, -2).join('\n'), { clock, speed: 0.001 }))
    await clock.tickAsync(10_000)
    const seen = gather(call.sessionStarted$)
    await settle()
    expect(seen[0]).toEqual({ id: 'call-1' })
  })

  it('rejects started when the call ended before its session started', async () => {
    const lines = await held([], { type: 'refused', status: 403, message: 'no' })
    const clock = createClock()
    const connection = replay(lines.join('\n'), { clock })
    const opened = connection.started.catch((error: unknown) => error)
    await clock.runAllAsync()
    expect(await opened).toMatchObject({ _tag: 'RefusedError', status: 403 })
  })

  it('keeps the name and the message of a failure', async () => {
    const error = new UnreachableError('wss://example.org', 'not-sent', 'ECONNREFUSED')
    const lines = await held([], { type: 'failed', error })
    const clock = createClock()
    const end = gather(callOf(replay(lines.join('\n'), { clock })).end$)
    await clock.runAllAsync()
    expect(end[0]).toMatchObject({
      type: 'failed',
      error: { _tag: 'UnreachableError', message: error.message },
    })
  })

  it('emits its messages to for await, from the first one on', async () => {
    const lines = await held([
      ['started', 10],
      ['user', 10],
    ])
    const clock = createClock()
    const connection = replay(lines.join('\n'), { clock })
    await clock.tickAsync(15)
    const read = async () => {
      const types: string[] = []
      for await (const { type } of connection.messages()) types.push(type)
      return types
    }
    const types = read()
    await clock.runAllAsync()
    expect(await types).toEqual(['session_started', 'input_audio_transcript'])
    expect(await connection.started).toEqual({ id: 'call-1' })
  })

  it.each([
    ['', 1],
    ['{"record":"other"}', 1],
    ['{"record":"vatel-call","version":2}', 1],
    ['{"record":"vatel-call","version":1}\nnot json\n', 2],
    [
      '{"record":"vatel-call","version":1}\n{"atMs":1,"state":"live"}\n{"atMs":2,"dir":"in","message":{"type":"tool_call","data":{}}}',
      3,
    ],
    ['{"record":"vatel-call","version":1}\n{"state":"live"}', 2],
  ])('rejects %j with the number of the invalid line', (text, line) => {
    const refusal: unknown = expect.objectContaining({ _tag: 'InvalidRecordError', line })
    const play = () => {
      try {
        return replay(text, { clock: createClock() })
      } catch (error) {
        return error
      }
    }
    expect(play()).toEqual(refusal)
  })
})
