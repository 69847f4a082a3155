import * as fc from 'fast-check'
import { RefusedError, UnreachableError, type VatelError } from '../errors.ts'
import { audioDurationMs, encodeAudio, toMs } from '../protocol/audio-payload.ts'
import type { CallAction, CallEvent, CallInput } from './call-events.ts'
import { type CallModel, createCall } from './call-model.ts'
import { nextDeadlineMs, stepCall } from './engine.ts'
import { endReasonOf } from './end-reason.ts'
import { type CallState, callTransitions } from './lifecycle.ts'
import { pingedLine } from './pinged-line.ts'
import { uplinkStats } from './uplink.ts'

type CallOutput = CallAction | CallEvent

const setup = { token: 'secret-token' }
const frame = encodeAudio(new Int16Array(480))
/** Two of them are the most that is kept of the microphone: the random walk drops audio as well. */
const second = encodeAudio(new Int16Array(24_000))
const text = (type: string, data: unknown = {}) => JSON.stringify({ type, data })
const started = text('session_started', { id: 'call-1' })

const failed = (isWhole: boolean, error: VatelError) =>
  ({ type: 'failed', error, reason: endReasonOf(error), isWholeAnswer: isWhole }) as const
const unreachable = failed(true, new UnreachableError('wss://platform', 'unknown'))

/** The name of an event or an action. */
const nameOf = (output: CallOutput) => ('do' in output ? output.do : output.type)

/** A call that is driven as its shell drives it, with everything that came out of it. */
const drive = ({ canPing = true, canPause = true } = {}) => {
  const line = { bufferedBytes: 0, receivedBytes: 0, isWritable: true }
  const call: CallModel = createCall(
    {
      ...setup,
      lineReading: line,
      pingControl: canPing ? pingedLine(canPause, () => line.receivedBytes) : undefined,
    },
    0,
  )
  const outputs: CallOutput[] = []
  let nowMs = 0
  let wokenAtMs = -1
  const step = (input: CallInput): readonly CallOutput[] => {
    const out = stepCall(call, input, nowMs)
    outputs.push(...out)
    while (call.pollAtMs <= nowMs) outputs.push(...stepCall(call, { type: 'wake' }, nowMs))
    return out
  }
  const receive = (message: string) => {
    line.receivedBytes += message.length
    return step({ type: 'received', text: message })
  }
  const pass = (ms: number) => {
    const untilMs = nowMs + ms
    while (nextDeadlineMs(call) <= untilMs) {
      if (nextDeadlineMs(call) < nowMs && nowMs === wokenAtMs) throw new Error('woken for nothing')
      wokenAtMs = nowMs
      nowMs = Math.max(nowMs, nextDeadlineMs(call))
      step({ type: 'wake' })
    }
    nowMs = untilMs
  }
  /** Time goes on, and nobody is woken. */
  const stall = (ms: number) => {
    nowMs += ms
  }
  const live = () => {
    step({ type: 'opened' })
    receive(started)
  }
  const all = <T extends CallEvent['type']>(type: T) =>
    outputs.filter(
      (output): output is Extract<CallEvent, { type: T }> => 'type' in output && output.type === type,
    )
  const pauses = () =>
    outputs.flatMap((output) => ('do' in output && output.do === 'pause' ? [output.value] : []))
  return { call, line, outputs, step, receive, pass, stall, live, all, pauses, now: () => nowMs }
}

describe('the call engine', () => {
  it('starts a session, and emits its state before its message', () => {
    const { step, receive, call } = drive()
    expect(step({ type: 'opened' })).toEqual([{ type: 'state', value: 'starting' }])
    expect(receive(started).map(nameOf)).toEqual(['state', 'message'])
    expect(call.state).toBe('live')
  })

  it('disconnects on every end, also when the peer has closed', () => {
    const { step, live, outputs } = drive()
    live()
    step({ type: 'closed', code: 1011, reason: 'gone' })
    expect(outputs.slice(-3)).toEqual([
      { type: 'state', value: 'ended' },
      { type: 'end', value: { type: 'lost', code: 1011, reason: 'gone' } },
      { do: 'terminate' },
    ])
  })

  it('ends once, with the first reason', () => {
    const { step, live, all } = drive()
    live()
    step({ type: 'closed', code: 1006, reason: '' })
    step({ type: 'closed', code: 1000, reason: '' })
    step(unreachable)
    step({ type: 'close' })
    expect(all('end')).toEqual([{ type: 'end', value: { type: 'lost', code: 1006, reason: '' } }])
  })

  it('keeps the status and Retry-After of a refusal whose body never ends', () => {
    const { step, pass, all, now } = drive()
    pass(1_000)
    step(failed(false, new RefusedError(503, '', 7_000)))
    pass(2_000)
    expect(all('end').map(({ value }) => value)).toEqual([
      { type: 'refused', status: 503, message: '', retryAfterMs: 7_000 },
    ])
    expect(now()).toBe(3_000)
  })

  it('ends with the error of the transport when the connection failed', () => {
    const { call, step, all } = drive()
    step(unreachable)
    expect(all('end').map(({ value }) => value)).toEqual([{ type: 'failed', error: unreachable.error }])
    expect(call.openError).toBe(unreachable.error)
  })

  it('emits ten invalid messages in any second, and counts the rest', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(400), { maxLength: 200 }), (gaps) => {
        const { call, live, receive, stall, now } = drive()
        live()
        const emittedAtMs: number[] = []
        for (const gapMs of gaps) {
          stall(gapMs)
          if (receive('{').some((output) => nameOf(output) === 'invalid')) emittedAtMs.push(now())
        }
        for (const from of emittedAtMs)
          expect(emittedAtMs.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(10)
        expect(call.invalidMessages).toBe(gaps.length)
      }),
      { numRuns: 100 },
    )
  })

  it('takes whatever a decoder throws as an invalid message', () => {
    const { live, receive, call } = drive()
    live()
    const parse = jest.spyOn(JSON, 'parse').mockReturnValue(
      new Proxy(
        {},
        {
          get: () => {
            throw new Error('a trap')
          },
        },
      ),
    )
    const out = receive('{}')
    parse.mockRestore()
    expect(out).toMatchObject([{ type: 'invalid', value: { issues: ['cannot be decoded'], length: 2 } }])
    expect(call.state).toBe('live')
  })
})

describe('the states of a call', () => {
  const closed = { type: 'closed', code: 1006, reason: '' } as const
  const offline = { type: 'network', isOnline: false } as const
  /** The events that lead to a state, from the one before it. */
  const ways: Readonly<Record<CallState, readonly CallInput[]>> = {
    connecting: [],
    starting: [{ type: 'opened' }],
    live: [{ type: 'opened' }, { type: 'received', text: started }],
    suspect: [{ type: 'opened' }, { type: 'received', text: started }, offline],
    closing: [{ type: 'opened' }, { type: 'close' }],
    ended: [closed],
  }
  const states = Object.keys(ways) as readonly CallState[]
  /** The event that leads to a state from those before it. */
  const last: Readonly<Record<CallState, CallInput>> = {
    connecting: { type: 'wake' },
    starting: { type: 'opened' },
    live: { type: 'received', text: started },
    suspect: offline,
    closing: { type: 'close' },
    ended: closed,
  }
  const reach = (state: CallState) => {
    const driven = drive()
    for (const input of ways[state]) driven.step(input)
    return driven
  }
  const pairs = states.flatMap((from) => states.map((to) => [from, to] as const))

  it.each(states)('is %s after the events that lead there', (state) => {
    expect(reach(state).call.state).toBe(state)
  })

  it.each(pairs.filter(([from, to]) => callTransitions[from].includes(to)))(
    'goes from %s to %s by the event that leads there',
    (from, to) => {
      const { step, call } = reach(from)
      step(last[to])
      expect(call.state).toBe(to)
    },
  )

  it.each(pairs.filter(([from, to]) => from !== to && !callTransitions[from].includes(to)))(
    'does not go from %s to %s by that event',
    (from, to) => {
      const { step, call } = reach(from)
      step(last[to])
      expect(call.state).not.toBe(to)
    },
  )

  it('forgets the deadline of a stage that it has left', () => {
    const { step, receive, pass, call } = drive()
    pass(9_999)
    step({ type: 'opened' })
    pass(9_999)
    expect(call.state).toBe('starting')
    receive(started)
    pass(5_000)
    expect([call.state, call.deadlineMs]).toEqual(['live', Infinity])
  })
})

describe('flow control', () => {
  const load = (value: number) => ({ type: 'buffered', messages: 1_501, load: value }) as const

  it('pauses when too much waits, and resumes when half of it is gone', () => {
    const { step, live } = drive()
    live()
    expect(step(load(1))).toEqual([])
    expect(step(load(1.01))).toEqual([{ do: 'pause', value: true }])
    expect(step(load(1.5))).toEqual([])
    expect(step(load(0.51))).toEqual([])
    expect(step(load(0.5))).toEqual([{ do: 'pause', value: false }])
    expect(step(load(0.1))).toEqual([])
  })

  it('resumes when the call closes, so that the peer’s close frame is read', () => {
    const { step, live } = drive()
    live()
    step(load(2))
    expect(step({ type: 'close' }).map(nameOf)).toEqual(['state', 'pause', 'close'])
  })

  it('ends the call where a socket cannot be paused', () => {
    const { step, live, all } = drive({ canPause: false })
    live()
    step(load(1))
    expect(all('end')).toEqual([])
    step(load(1.01))
    expect(all('end')).toMatchObject([
      { value: { type: 'failed', error: { _tag: 'SlowConsumerError', waiting: 1_501 } } },
    ])
  })

  it('reads from a silent paused line for a moment, pauses again when something comes, and finds a dead one', () => {
    const { step, live, receive, pass, all, pauses, now } = drive()
    live()
    step(load(1.2))
    pass(5_000)
    expect(pauses()).toEqual([true, false])
    receive(text('mystery'))
    expect(pauses()).toEqual([true, false, true])
    pass(20_000)
    expect(all('end')).toMatchObject([{ value: { type: 'lost', code: 1006 } }])
    expect(now()).toBe(25_000)
  })

  it('neither reads from a paused line nor pings it once twice as much waits as may', () => {
    const { step, live, pass, all, pauses, outputs } = drive()
    live()
    step(load(3))
    for (let n = 0; n < 100; n += 1) {
      pass(50_000)
      step(load(3 - (n + 1) / 100))
    }
    expect(pauses()).toEqual([true])
    expect(all('end')).toEqual([])
    expect(outputs.filter((output) => nameOf(output) === 'ping')).toHaveLength(0)
  })

  it('ends when nobody has read for a minute while twice as much waits as may', () => {
    const { step, live, pass, all, now } = drive()
    live()
    step(load(2))
    pass(30_000)
    step(load(2.5))
    step(load(2.4))
    pass(3_600_000)
    expect(all('end')).toMatchObject([{ value: { error: { _tag: 'SlowConsumerError', waiting: 1_501 } } }])
    expect(all('state').at(-1)).toEqual({ type: 'state', value: 'ended' })
    expect(now()).toBe(3_630_000)
  })
})

describe('a long message on a slow line', () => {
  it('is awaited, as long as its bytes come', () => {
    const { call, line, live, pass } = drive()
    live()
    for (let n = 0; n < 120; n += 1) {
      line.receivedBytes += 6_400
      pass(100)
      expect(call.state).toBe('live')
    }
  })

  it('is given the time to leave: a tool output of 1 MB', () => {
    const { call, step, live, pass } = drive()
    live()
    step({ type: 'tool-output', toolCallId: '1', output: 'x'.repeat(1_000_000) })
    pass(16_000)
    expect(call.state).toBe('live')
    pass(60_000)
    expect(call.state).toBe('ended')
  })
})

/** Histories of a call: `npm test` plays 2,000; `VATEL_ENGINE_RUNS=100000 npx jest engine.test` plays 10^5. */
const numRuns = Number(process.env['VATEL_ENGINE_RUNS'] ?? 2_000)

jest.setTimeout(Math.max(300_000, numRuns * 20))

const messages = [
  started,
  text('response_text', { turn_id: 't', text: 'so' }),
  text('response_audio', { turn_id: 't', audio: frame }),
  text('tool_call', { toolCallId: '1', toolName: 'look' }),
  text('input_audio_transcript', { transcript: 'so' }),
  text('interruption'),
  text('mystery'),
  text('response_text', { turn_id: 7 }),
  '{',
]

type Move =
  | { readonly input: CallInput }
  | { readonly passMs: number }
  | { readonly stallMs: number }
  | { readonly bufferedBytes: number }
  | { readonly bytes: number }
  | { readonly isWritable: boolean }

const input = (value: fc.Arbitrary<CallInput>): fc.Arbitrary<Move> => value.map((one) => ({ input: one }))
const one = (value: CallInput) => input(fc.constant(value))
const received = (value: string): CallInput => ({ type: 'received', text: value })

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 120, arbitrary: input(fc.constantFrom(...messages.map(received))) },
  { weight: 80, arbitrary: input(fc.constantFrom(frame, second).map((audio) => ({ type: 'audio', audio }))) },
  {
    weight: 60,
    arbitrary: input(
      fc.nat(20).map((id) => ({ type: 'tool-output', toolCallId: String(id), output: 'done' }) as const),
    ),
  },
  { weight: 100, arbitrary: fc.nat(3_000).map((passMs) => ({ passMs })) },
  { weight: 20, arbitrary: fc.nat(30_000).map((stallMs) => ({ stallMs })) },
  { weight: 60, arbitrary: fc.nat(200_000).map((bufferedBytes) => ({ bufferedBytes })) },
  { weight: 40, arbitrary: fc.nat(100_000).map((bytes) => ({ bytes })) },
  { weight: 10, arbitrary: fc.boolean().map((isWritable) => ({ isWritable })) },
  {
    weight: 40,
    arbitrary: input(
      fc
        .double({ min: 0, max: 3, noNaN: true })
        .map((load) => ({ type: 'buffered', messages: 9, load }) as const),
    ),
  },
  { weight: 30, arbitrary: one({ type: 'pong' }) },
  { weight: 20, arbitrary: one({ type: 'wake' }) },
  { weight: 20, arbitrary: one({ type: 'opened' }) },
  { weight: 10, arbitrary: input(fc.boolean().map((isOnline) => ({ type: 'network', isOnline }) as const)) },
  { weight: 3, arbitrary: one(failed(false, new RefusedError(503, '', 7_000))) },
  { weight: 3, arbitrary: one(failed(true, new RefusedError(401, ''))) },
  { weight: 3, arbitrary: one(unreachable) },
  { weight: 5, arbitrary: one({ type: 'closed', code: 1006, reason: '' }) },
  { weight: 5, arbitrary: one({ type: 'close' }) },
  { weight: 3, arbitrary: one(received(text('session_ended'))) },
)

/** Plays a history, and holds each step to the laws. */
const hold = (moves: readonly Move[], canPing: boolean, canPause: boolean, begins: boolean) => {
  const driven = drive({ canPing, canPause })
  const { call, line, outputs, step, pass, stall, all, now } = driven
  let givenMs = 0
  const answers = new Map<string, string>()
  const play = (played: Move) => {
    if ('passMs' in played) pass(played.passMs)
    else if ('stallMs' in played) stall(played.stallMs)
    else if ('bufferedBytes' in played) line.bufferedBytes = Math.min(played.bufferedBytes, call.sentBytes)
    else if ('bytes' in played) line.receivedBytes += played.bytes
    else if ('isWritable' in played) line.isWritable = played.isWritable
    else {
      step(played.input)
      if (played.input.type === 'audio') givenMs += audioDurationMs(played.input.audio)
      if (played.input.type === 'tool-output' && !answers.has(played.input.toolCallId))
        answers.set(played.input.toolCallId, call.sendStatus)
      if (nextDeadlineMs(call) < now())
        throw new Error(`the deadline is in the past after ${played.input.type}`)
    }
    const { sentMs, queuedMs, droppedMs } = uplinkStats(call)
    if (sentMs + queuedMs + droppedMs !== givenMs) throw new Error('microphone audio is not accounted for')
    if (queuedMs > 2_000) throw new Error('stale audio is queued')
  }
  if (begins) driven.live()
  for (const played of moves) play(played)
  step({ type: 'close' })
  pass(2_000)

  let state: CallState = 'connecting'
  for (const [at, output] of outputs.entries()) {
    if ('do' in output) continue
    if (output.type === 'state') {
      if (!callTransitions[state].includes(output.value)) throw new Error(`from ${state} to ${output.value}`)
      state = output.value
    }
    if (outputs.slice(0, at).some((before) => nameOf(before) === 'end'))
      throw new Error(`${output.type} after the end`)
  }
  expect([state, all('end').length, nextDeadlineMs(call)]).toEqual(['ended', 1, Infinity])
  expect(call.hasStarted).toBe(all('state').some(({ value }) => value === 'live'))
  const crossed = all('sent').map(({ value }) => value)
  const crossedMs = crossed.flatMap((message) =>
    message.type === 'input_audio' ? [audioDurationMs(message.data.audio)] : [],
  )
  expect(crossedMs.reduce((sum, ms) => sum + ms, 0)).toBe(toMs(call.sentSamples))
  const sentIds = crossed.flatMap((message) =>
    message.type === 'tool_call_output' ? [message.data.toolCallId] : [],
  )
  expect(new Set(sentIds).size).toBe(sentIds.length)
  // Each output is in exactly one place: sent, or an orphan.
  expect([...sentIds, ...call.unsent.keys()].sort()).toEqual([...answers.keys()].sort())
}

describe('a random walk', () => {
  it('keeps the laws of a call', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 80 }), fc.boolean(), fc.boolean(), fc.boolean(), hold),
      { numRuns },
    )
  })
})
