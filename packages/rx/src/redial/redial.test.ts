import { createClock } from '@sinonjs/fake-timers'
import { type EndReason, Refused } from '@vatel/core'
import type { Observable } from 'rxjs'
import { exchange } from '../../test/exchange.ts'
import { said } from '../testing/said.ts'
import { connectCall } from '../connect-call.ts'
import { redial, type RedialedCall } from './redial.ts'
import type { RedialPolicy } from './redial-policy.ts'

const lost: EndReason = { type: 'lost', code: 1006, reason: '' }

/** A caller who redials, with drawn time and the longest delays. */
const caller = (policy: RedialPolicy = {}, token?: () => Promise<string>) => {
  const clock = createClock()
  const line = exchange()
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
  /** The last connection begins a session and lives so long. */
  const live = async (ms: number, id = 'call-1') => {
    await pass(0)
    line.last().say(said.started(id))
    await pass(ms)
  }
  return { ...line, clock, calls, endings, subscription, pass, live }
}

describe('redial', () => {
  it('tries again with a fresh token while no session has begun, later each time, three times', async () => {
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
    expect(endings).toEqual([expect.objectContaining({ _tag: 'CallFailed', reason: lost })])
  })

  it('gives up at once when the platform refuses for good', async () => {
    const { opened, last, endings, pass } = caller()
    await pass(0)
    last().end({ type: 'refused', status: 401, message: 'expired' })
    await pass(60_000)
    expect([opened.length, endings.length]).toEqual([1, 1])
  })

  it('tries again when minting the token fails in a way that may pass, and not when it is refused', async () => {
    const answers = [new Refused(503, ''), new Refused(401, '')]
    const { opened, endings, pass } = caller({}, () =>
      Promise.reject(answers.shift() ?? new Error('asked too often')),
    )
    await pass(60_000)
    expect(opened).toHaveLength(0)
    expect(endings).toEqual([expect.objectContaining({ status: 401 })])
  })

  it('gives up when the tries take too long together', async () => {
    const { opened, last, pass, endings } = caller({ withinMs: 10_000 })
    await pass(10_000)
    last().end({ type: 'timed-out', stage: 'opening' })
    await pass(60_000)
    expect([opened.length, endings.length]).toEqual([1, 1])
  })

  it('replaces a session that was lost, and says what was lost with it', async () => {
    const { calls, last, live, pass, subscription } = caller()
    await live(6_000)
    last().say(
      said.toolCall('t1', 'clock'),
      said.toolCall('t2', 'weather'),
      said.audio('1'),
      said.text('1', 'It is', false),
    )
    last().sendToolOutput('t1', 'noon')
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
      incompleteTurnId: '1',
      orphanedToolCalls: [expect.objectContaining({ toolCallId: 't2' })],
    })
    subscription.unsubscribe()
  })

  it('replaces one session, not two', async () => {
    const { calls, last, live, pass, endings } = caller()
    await live(6_000)
    last().end(lost)
    await pass(1_250)
    await live(6_000)
    last().end(lost)
    await pass(60_000)
    expect([calls.length, endings.length]).toEqual([2, 1])
  })

  it('counts the tries to begin the new session anew', async () => {
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

  it('tries again when minting the token for the new session fails in a way that may pass', async () => {
    let asked = 0
    const token = () => {
      asked += 1
      return asked === 2 ? Promise.reject(new Refused(503, '')) : Promise.resolve('token')
    }
    const { calls, last, live, pass, subscription } = caller({}, token)
    await live(6_000)
    last().end(lost)
    await pass(10_000)
    expect(calls).toHaveLength(2)
    expect(calls[1]?.replaces).toMatchObject({ sessionId: 'call-1' })
    subscription.unsubscribe()
  })

  it.each([
    ['a session that died young', 4_999, lost],
    ['what the platform did not understand', 6_000, { type: 'lost', code: 1002, reason: '' }],
  ] as const)('does not replace %s', async (_, ms, reason) => {
    const { calls, last, live, pass, endings } = caller()
    await live(ms)
    last().end(reason)
    await pass(60_000)
    expect([calls.length, endings.length]).toEqual([1, 1])
  })

  it('completes when a call ends well', async () => {
    const { last, live, pass, endings } = caller()
    await live(10)
    last().end({ type: 'session-ended' })
    await pass(60_000)
    expect(endings).toEqual(['complete'])
  })

  it('leaves no timer, listener or connection when it is left', async () => {
    const waiting = caller()
    await waiting.pass(0)
    waiting.last().end(lost)
    await waiting.pass(100)
    waiting.subscription.unsubscribe()
    expect(waiting.clock.countTimers()).toBe(0)
    const talking = caller()
    await talking.live(10)
    talking.subscription.unsubscribe()
    expect([talking.last().listenerCount, talking.last().closed]).toEqual([0, true])
  })
})
