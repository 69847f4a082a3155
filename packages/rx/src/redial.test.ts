import { createClock } from '@sinonjs/fake-timers'
import {
  type EndReason,
  type Microphone,
  type MicrophoneFrame,
  RefusedError,
  serverData,
  SlowConsumerError,
  tool,
} from '@vatel/core'
import { defer, EMPTY, map, merge, type Observable, of, Subject, switchMap } from 'rxjs'
import { createFakeConnections } from '../test/fake-connections.ts'
import { simulate } from '../test/simulate.ts'
import { createFakeConnection } from '../../core/test/fake-connection.ts'
import { createFakeSpeaker } from '../test/fake-speaker.ts'
import { microphoneFrames } from './operators/send-audio.ts'
import { toolResults } from './operators/tool-results.ts'
import { playInto } from './operators/agent-audio.ts'
import { sendAudio } from './operators/send-audio.ts'
import { pcm, serverMessages } from './testing/server-messages.ts'
import { CallFailedError } from './call-failed-error.ts'
import type { Call } from './call.ts'
import { callOf } from './call.ts'
import { connectCall } from './connect-call.ts'
import { redial, type RedialedCall } from './redial.ts'
import type { RedialPolicy } from './redial.ts'

const lost: EndReason = { type: 'lost', code: 1006, reason: '' }

/** Redials in virtual time with the longest pauses. */
const caller = (policy: RedialPolicy = {}, token?: () => Promise<string>) => {
  const clock = createClock()
  const line = createFakeConnections()
  let minted = 0
  const mint = token ?? (() => Promise.resolve(`token-${String((minted += 1))}`))
  const call$: Observable<RedialedCall> = connectCall({ token: mint, open: line.open }).pipe(
    redial({ clock, random: () => 1, ...policy }),
  )
  const calls: RedialedCall[] = []
  const endings: unknown[] = []
  const subscription = call$.subscribe({
    next: (call) => calls.push(call),
    error: (error: unknown) => endings.push(error),
    complete: () => endings.push('complete'),
  })
  const pass = (ms: number) => clock.tickAsync(ms)
  /** Starts a session on the last connection and lets time pass. */
  const live = async (ms: number, id = 'call-1') => {
    await pass(0)
    line.last().receive(serverMessages.started(id))
    await pass(ms)
  }
  return { ...line, line, clock, calls, endings, subscription, pass, live }
}

/** A call with its first message only. */
const startedCall = (id: string): Call => ({
  ...callOf(createFakeConnection()),
  messages$: of(serverMessages.started(id)),
  sent$: EMPTY,
})

describe('redial', () => {
  it('replaces a lost call by a new one, and unsubscribes from each at its end', () => {
    simulate(({ clock, cold, expectObservable, expectSubscriptions }) => {
      const failure = new CallFailedError({ type: 'lost', code: 1006, reason: '' })
      const [a, b] = [startedCall('a'), startedCall('b')]
      const first$ = cold(' a-----#           ', { a }, failure)
      const second$ = cold('             b---|', { b })
      const expected = '    a----- 250ms b---|'
      const calls = [first$, second$]
      const call$ = defer(() => calls.shift() ?? EMPTY)
      const id = ({ replaces }: RedialedCall) => replaces?.sessionId ?? 'none'
      const redialed$ = call$.pipe(redial({ clock, minLiveMs: 5, random: () => 0 }), map(id))
      expectObservable(redialed$).toBe(expected, { a: 'none', b: 'a' })
      expectSubscriptions(first$.subscriptions).toBe(' ^-----!')
      expectSubscriptions(second$.subscriptions).toBe('------ 250ms ^---!')
    })
  })

  it('retries three times with a fresh token, after growing pauses, while no session has begun', async () => {
    const { opened, last, endings, pass } = caller()
    await pass(0)
    last().end(lost)
    await pass(2_249)
    expect(opened).toHaveLength(1)
    await pass(1)
    last().end(lost)
    await pass(4_250)
    last().end(lost)
    await pass(60_000)
    expect(opened.map(({ options }) => options.token)).toEqual(['token-1', 'token-2', 'token-3'])
    expect(endings).toEqual([expect.objectContaining({ _tag: 'CallFailedError', reason: lost })])
  })

  it('does not retry a refusal that is not retryable', async () => {
    const { opened, last, endings, pass } = caller()
    await pass(0)
    last().end({ type: 'refused', status: 401, message: 'expired' })
    await pass(60_000)
    expect([opened.length, endings.length]).toEqual([1, 1])
  })

  it('does not retry a close code that is not retryable', async () => {
    const { opened, last, endings, pass } = caller()
    await pass(0)
    last().end({ type: 'lost', code: 1008, reason: 'token used' })
    await pass(60_000)
    expect([opened.length, endings.length]).toEqual([1, 1])
  })

  it.each([
    [0, 8_000],
    [1, 8_800],
  ])('waits as long as the platform asks and up to a tenth more: random %d, %d ms', async (random, ms) => {
    const { opened, last, pass, subscription } = caller({ random: () => random })
    await pass(0)
    last().end({ type: 'refused', status: 503, message: '', retryAfterMs: 8_000 })
    await pass(ms - 1)
    expect(opened).toHaveLength(1)
    await pass(1)
    expect(opened).toHaveLength(2)
    subscription.unsubscribe()
  })

  it('does not retry when the platform asks to wait longer than withinMs', async () => {
    const { endings, pass } = caller({}, () => Promise.reject(new RefusedError(429, '', 20_000)))
    await pass(0)
    expect(endings).toEqual([expect.objectContaining({ status: 429 })])
  })

  it('retries a retryable failure of the token function, and no other', async () => {
    const answers = [new RefusedError(503, ''), new RefusedError(401, '')]
    const { opened, endings, pass } = caller({}, () =>
      Promise.reject(answers.shift() ?? new Error('asked too often')),
    )
    await pass(60_000)
    expect(opened).toHaveLength(0)
    expect(endings).toEqual([expect.objectContaining({ status: 401 })])
  })

  it('stops when the attempts take longer than withinMs', async () => {
    const { opened, last, pass, endings } = caller({ withinMs: 10_000 })
    await pass(10_000)
    last().end({ type: 'timed-out', stage: 'connecting' })
    await pass(60_000)
    expect([opened.length, endings.length]).toEqual([1, 1])
  })

  it('replaces a lost session, and reports the data that may be lost with it', async () => {
    const { calls, last, live, pass, subscription } = caller()
    await live(6_000)
    last().receive(
      serverMessages.toolCall('t1', 'clock'),
      serverMessages.toolCall('t2', 'weather'),
      serverMessages.toolCall('t1', 'clock'),
      serverMessages.audio('1'),
    )
    last().sendToolOutput('t1', 'noon')
    last().sendAudio(pcm(1, 480))
    last().receive(serverMessages.text('1', 'It is', false))
    last().sendAudio(pcm(1, 960))
    await pass(3_000)
    last().end(lost)
    await pass(1_250)
    expect(calls).toHaveLength(2)
    expect(calls[0]?.replaces).toBeUndefined()
    expect(calls[1]?.replaces).toEqual({
      sessionId: 'call-1',
      reason: lost,
      gapMs: 4_250,
      lostInputMs: 0,
      unconfirmedInputMs: 40,
      incompleteTurnId: '1',
      orphanedToolCalls: [expect.objectContaining({ toolCallId: 't2' })],
      unconfirmedOutputs: [{ toolCallId: 't1', output: 'noon' }],
    })
    subscription.unsubscribe()
  })

  it('confirms an output when the agent has begun another turn', async () => {
    const { calls, last, live, pass, subscription } = caller()
    await live(6_000)
    last().receive(serverMessages.toolCall('t1', 'clock'), serverMessages.audio('1'))
    last().sendToolOutput('t1', 'noon')
    last().receive(serverMessages.audio('2'))
    last().end(lost)
    await pass(1_250)
    expect(calls[1]?.replaces).toMatchObject({ orphanedToolCalls: [], unconfirmedOutputs: [] })
    subscription.unsubscribe()
  })

  it('reports what its connection reports, and nothing for one that reports nothing', async () => {
    const { calls, last, live, pass, subscription } = caller({ maxRestarts: 2 })
    await live(6_000)
    Object.defineProperty(last(), 'delivery', {
      value: { ...last().delivery, unconfirmedInputMs: 7, incompleteTurnId: 't9' },
    })
    last().end(lost)
    await pass(1_250)
    expect(calls[1]?.replaces).toMatchObject({ unconfirmedInputMs: 7, incompleteTurnId: 't9' })
    await live(6_000)
    last().receive(serverMessages.toolCall('t1', 'clock'), serverMessages.audio('1'))
    Object.defineProperty(last(), 'delivery', { value: undefined })
    last().end(lost)
    await pass(1_250)
    expect(calls[2]?.replaces).toEqual({
      sessionId: 'call-1',
      reason: lost,
      gapMs: 1_250,
      lostInputMs: 0,
      unconfirmedInputMs: 0,
      orphanedToolCalls: [],
      unconfirmedOutputs: [],
    })
    subscription.unsubscribe()
  })

  it('forgets the outputs that the agent has read, so that a long session holds few', async () => {
    const { calls, last, live, pass, subscription } = caller()
    await live(6_000)
    for (let n = 0; n < 40; n += 1) {
      last().receive(serverMessages.toolCall(`t${String(n)}`, 'clock'), serverMessages.audio(String(n)))
      last().sendToolOutput(`t${String(n)}`, 'noon')
    }
    const { delivery } = last()
    expect(delivery.unconfirmedToolOutputs).toEqual(['t39'])
    Object.defineProperty(last(), 'delivery', {
      value: { ...delivery, unconfirmedToolOutputs: ['t0', 't39'] },
    })
    last().end(lost)
    await pass(1_250)
    expect(calls[1]?.replaces?.unconfirmedOutputs).toEqual([{ toolCallId: 't39', output: 'noon' }])
    subscription.unsubscribe()
  })

  it('leaves microphone and speaker open for the new call', async () => {
    const { line, clock, pass } = caller()
    const listeners = new Set<(frame: MicrophoneFrame) => void>()
    const close = jest.fn()
    const microphone: Microphone = {
      listen: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
      close,
    }
    const speaker = createFakeSpeaker()
    const spoken = connectCall({ token: () => Promise.resolve('token'), open: line.open }).pipe(
      redial({ clock, random: () => 1, maxRestarts: 2 }),
      switchMap((call) =>
        merge(sendAudio(microphoneFrames(microphone))(call), playInto(speaker, { clock })(call)),
      ),
    )
    const subscription = spoken.subscribe()
    await pass(0)
    for (const turn of ['1', '2']) {
      line.last().receive(serverMessages.started(turn))
      await pass(6_000)
      for (const listener of listeners) listener({ pcm: pcm(1, 480), atMs: 0 })
      line.last().receive(serverMessages.audio(turn))
      expect(line.last().sentMessages).toHaveLength(1)
      line.last().end(lost)
      await pass(1_250)
    }
    expect(speaker.written.map((thing) => (thing === 'flush' ? thing : thing.turnId))).toEqual([
      '1',
      'flush',
      '2',
      'flush',
    ])
    subscription.unsubscribe()
    expect([close.mock.calls.length, listeners.size]).toEqual([0, 0])
  })

  it('replaces one session and no second one', async () => {
    const { calls, last, live, pass, endings } = caller()
    await live(6_000)
    last().end(lost)
    await pass(1_250)
    await live(6_000)
    last().end(lost)
    await pass(60_000)
    expect([calls.length, endings.length]).toEqual([2, 1])
  })

  it('counts the attempts for the new session from zero', async () => {
    const { opened, last, live, pass, subscription } = caller()
    await pass(0)
    last().end(lost)
    await pass(2_250)
    last().end(lost)
    await pass(4_250)
    await live(25_000)
    last().end(lost)
    await pass(1_250)
    last().end(lost)
    await pass(2_250)
    expect(opened).toHaveLength(5)
    subscription.unsubscribe()
  })

  it('retries a retryable failure of the token function for the new session', async () => {
    let asked = 0
    const token = () => {
      asked += 1
      return asked === 2 ? Promise.reject(new RefusedError(503, '')) : Promise.resolve('token')
    }
    const { calls, last, live, pass, subscription } = caller({}, token)
    await live(6_000)
    last().end(lost)
    await pass(10_000)
    expect(calls).toHaveLength(2)
    expect(calls[1]?.replaces).toMatchObject({ sessionId: 'call-1' })
    subscription.unsubscribe()
  })

  it.each([1001, 1005, 1006, 1011, 1012, 1013, 1014, 1015])(
    'replaces a session lost with close code %i once',
    async (code) => {
      const { opened, calls, last, live, pass, subscription } = caller({ maxRestarts: 5 })
      await live(5_000)
      last().end({ type: 'lost', code, reason: '' })
      await pass(1_250)
      expect(calls[1]?.replaces).toMatchObject({ sessionId: 'call-1', reason: { code } })
      await live(3_600_000, 'call-2')
      expect([opened.length, calls.length]).toEqual([2, 2])
      subscription.unsubscribe()
    },
  )

  it.each([
    [0, 250],
    [0.5, 750],
    [1, 1_250],
  ])('waits with full jitter before a new session: random %d, %d ms', async (random, waitMs) => {
    const { opened, last, live, pass, subscription } = caller({ random: () => random })
    await live(6_000)
    last().end(lost)
    await pass(waitMs - 1)
    expect(opened).toHaveLength(1)
    await pass(1)
    expect(opened).toHaveLength(2)
    subscription.unsubscribe()
  })

  it('counts audio that the old connection dropped as lost', async () => {
    const { calls, last, live, pass, subscription } = caller()
    await live(6_000)
    Object.defineProperty(last(), 'audio', { value: { sentMs: 5_000, queuedMs: 0, droppedMs: 340 } })
    last().end(lost)
    await pass(1_250)
    expect(calls[1]?.replaces?.lostInputMs).toBe(340)
    subscription.unsubscribe()
  })

  it('sends no audio and no tool output of the old session in the new one', async () => {
    const { line, clock, pass } = caller()
    const words$ = new Subject<{ readonly pcm: Int16Array }>()
    let finish: ((value: string) => void) | undefined
    let stopped: AbortSignal | undefined
    const look = tool({
      // Any codec fits; this one requires no fields.
      args: serverData.speech_stopped,
      run: (_args, { signal }) => {
        stopped = signal
        return new Promise((resolve) => (finish = resolve))
      },
    })
    const subscription = connectCall({ token: () => Promise.resolve('token'), open: line.open })
      .pipe(
        redial({ clock, random: () => 1 }),
        switchMap((call) => merge(sendAudio(words$)(call), toolResults({ look }, { clock })(call))),
      )
      .subscribe()
    await pass(0)
    const old = line.last()
    old.receive(serverMessages.started('call-1'), serverMessages.toolCall('t1', 'look'))
    await pass(6_000)
    old.end(lost)
    words$.next({ pcm: pcm(1, 480) })
    await pass(1_250)
    expect(stopped?.aborted).toBe(true)
    const fresh = line.last()
    expect(fresh).not.toBe(old)
    fresh.receive(serverMessages.started('call-2'))
    finish?.('too late')
    await pass(6_000)
    expect([old.sentMessages, fresh.sentMessages]).toEqual([[], []])
    words$.next({ pcm: pcm(2, 480) })
    expect(fresh.sentMessages.map(({ type }) => type)).toEqual(['input_audio'])
    subscription.unsubscribe()
  })

  /** Close codes that are not retryable. */
  const forGood = {
    protocol: [1002, 1003, 1007, 1009, 1010],
    auth: [1008, 3000, 3003, 4401, 4403],
    'a code of the platform': [3001, 4000, 4400, 4402, 4499, 4500, 4999],
  }
  const neverReplaced: readonly (readonly [name: string, ms: number, reason: EndReason])[] = [
    ['a session shorter than minLiveMs', 4_999, lost],
    ...Object.entries(forGood).flatMap(([name, codes]) =>
      codes.map(
        (code) => [`${name}: ${String(code)}`, 6_000, { type: 'lost', code, reason: '' } as const] as const,
      ),
    ),
    ['a session with SlowConsumerError', 6_000, { type: 'failed', error: new SlowConsumerError(1_501) }],
    ['a session that the platform ended', 6_000, { type: 'session-ended' }],
    ['a session that this side ended', 6_000, { type: 'hung-up' }],
  ]
  it.each(neverReplaced)('does not replace %s', async (_, ms, reason) => {
    const { opened, calls, last, live, pass, endings } = caller()
    await live(ms)
    last().end(reason)
    await pass(3_600_000)
    expect([opened.length, calls.length, endings.length]).toEqual([1, 1, 1])
  })

  it.each([1001, 1006, 1011])('is required for a new call after close code %d', async (code) => {
    const { opened, open, last } = createFakeConnections()
    const endings: unknown[] = []
    const clock = createClock()
    connectCall({ token: () => Promise.resolve('token'), open, clock }).subscribe({
      error: (error: unknown) => endings.push(error),
    })
    await clock.tickAsync(0)
    last().receive(serverMessages.started('call-1'))
    await clock.tickAsync(6_000)
    last().end({ type: 'lost', code, reason: '' })
    await clock.tickAsync(3_600_000)
    expect([opened.length, endings.length]).toEqual([1, 1])
  })

  it('completes when a call ends well', async () => {
    const { last, live, pass, endings } = caller()
    await live(10)
    last().end({ type: 'session-ended' })
    await pass(60_000)
    expect(endings).toEqual(['complete'])
  })

  it.each(['maxTries', 'withinMs', 'maxRestarts', 'minLiveMs'])('refuses NaN and a negative %s', (name) => {
    for (const value of [NaN, -1])
      expect(() => redial({ [name]: value })).toThrow(`${name}: must not be negative`)
  })

  it('refuses a misspelt option', () => {
    expect(() => redial({ maxTrys: 5 } as object)).toThrow(
      /^maxTrys: must be left out: there are only maxTries/,
    )
  })

  it('leaves no timer, listener or connection when it is unsubscribed', async () => {
    const waiting = caller()
    await waiting.pass(0)
    waiting.last().end(lost)
    await waiting.pass(100)
    waiting.subscription.unsubscribe()
    expect(waiting.clock.countTimers()).toBe(0)
    const talking = caller()
    await talking.live(10)
    talking.subscription.unsubscribe()
    expect([talking.last().listenerCount, talking.last().closeCount]).toEqual([0, 1])
  })
})
