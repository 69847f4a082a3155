import type { EndReason } from '@vatel/core'
import { createClock } from '@sinonjs/fake-timers'
import { EMPTY, map, type Observable, of, range, Subject, tap } from 'rxjs'
import { createFakeConnections } from '../test/fake-connections.ts'
import { simulate } from '../test/simulate.ts'
import { createFakeConnection, type FakeConnection } from '../../core/test/fake-connection.ts'
import type { Call } from './call.ts'
import { callOf } from './call.ts'
import { connectCall } from './connect-call.ts'
import { fleet } from './fleet.ts'
import type { FleetOptions } from './fleet.ts'
import type { Fleet } from './fleet.ts'

const lost: EndReason = { type: 'lost', code: 1006, reason: '' }
const ended: EndReason = { type: 'session-ended' }

/** Formats the states of all members: first letter and number of starts. */
const brief = map((members: Fleet) =>
  members.map(({ state, starts }) => `${state[0] ?? ''}${String(starts)}`).join(' '),
)

/** A call with its state only: live. */
const live: Call = { ...callOf(createFakeConnection()), state$: of('live') }

/** A fleet of `size` calls on fake connections, in virtual time with the longest pauses. */
const sailing = (size: number, options: FleetOptions = {}) => {
  const clock = createClock()
  const line = createFakeConnections()
  const call$ = connectCall({ token: () => Promise.resolve('token'), open: line.open })
  const states: string[] = []
  const calls$ = range(0, size).pipe(map(() => call$))
  let members: Fleet = []
  const history: string[] = []
  const subscription = fleet(calls$, { clock, random: () => 1, ...options })
    .pipe(
      tap((all) => {
        members = all
        history.push(...all.slice(0, 1).map(({ state }) => state))
      }),
      brief,
    )
    .subscribe({ next: (state) => states.push(state), complete: () => states.push('complete') })
  const connections = (): readonly FakeConnection[] => line.opened.map(({ connection }) => connection)
  return {
    clock,
    states,
    /** States of the first member. */
    history,
    members: () => members,
    subscription,
    connections,
    pass: (ms: number) => clock.tickAsync(ms),
  }
}

describe('fleet', () => {
  it('spaces starts, restarts failed calls, and emits all states at each change', () => {
    simulate(({ clock, cold, expectObservable, expectSubscriptions }) => {
      const failure = new Error('no line')
      const good$ = cold('                      c------|', { c: live })
      const bad$ = cold('                             --c-#', { c: live }, failure)
      const calls$ = cold<Observable<Call>>('-g----b|', { g: good$, b: bad$ })
      const expected = '                     -(ab)-c-de-f 1251ms g-(h|)'
      const fleet$ = fleet(calls$, { startEveryMs: 6, restarts: 1, random: () => 1, clock })
      expectObservable(fleet$.pipe(brief)).toBe(expected, {
        a: 'w0',
        b: 'l1',
        c: 'l1 w0',
        d: 'd1 w0',
        e: 'd1 l1',
        f: 'd1 r1',
        g: 'd1 l2',
        h: 'd1 f2',
      })
      expectSubscriptions(calls$.subscriptions).toBe(' ^------!')
      expectSubscriptions(good$.subscriptions).toBe('  -^------!')
      expectSubscriptions(bad$.subscriptions).toBe(['   -------^---!', '1261ms ^---!'])
    })
  })

  it('runs at most concurrency calls at a time, and starts the next when one is done', async () => {
    const { states, connections, pass } = sailing(3, { concurrency: 2 })
    await pass(0)
    expect(connections()).toHaveLength(2)
    expect(states.at(-1)).toBe('c1 c1 w0')
    connections()[0]?.end(ended)
    await pass(0)
    expect(states.at(-1)).toBe('d1 c1 c1')
    for (const connection of connections()) connection.end(ended)
    await pass(0)
    expect(states.slice(-2)).toEqual(['d1 d1 d1', 'complete'])
  })

  it('emits every state of a call, suspect included', async () => {
    const { history, connections, pass } = sailing(1)
    await pass(0)
    connections()[0]?.enter('starting')
    connections()[0]?.enter('live')
    connections()[0]?.enter('suspect')
    connections()[0]?.enter('live')
    connections()[0]?.enter('closing')
    connections()[0]?.end(lost)
    await pass(0)
    expect(history).toEqual([
      'waiting',
      'connecting',
      'starting',
      'live',
      'suspect',
      'live',
      'closing',
      'failed',
    ])
  })

  it('reports the failure of a call, and continues with the others', async () => {
    const { connections, pass, members } = sailing(2)
    await pass(0)
    connections()[0]?.end(lost)
    await pass(0)
    expect(members()).toEqual([
      { index: 0, state: 'failed', starts: 1, failure: expect.objectContaining({ reason: lost }) as unknown },
      { index: 1, state: 'connecting', starts: 1 },
    ])
  })

  it('restarts a call no sooner than the platform asks', async () => {
    const { connections, pass, subscription } = sailing(1, { restarts: 1, random: () => 0 })
    await pass(0)
    connections()[0]?.end({ type: 'refused', status: 503, message: '', retryAfterMs: 8_000 })
    await pass(7_999)
    expect(connections()).toHaveLength(1)
    await pass(1)
    expect(connections()).toHaveLength(2)
    subscription.unsubscribe()
  })

  it('waits longer after each call that fails before it has begun, as redial and connect do', async () => {
    const { connections, pass, subscription } = sailing(1, { restarts: 3 })
    await pass(0)
    for (const pauseMs of [2_250, 4_250]) {
      const before = connections().length
      connections().at(-1)?.end({ type: 'refused', status: 503, message: '' })
      await pass(pauseMs - 1)
      expect(connections()).toHaveLength(before)
      await pass(1)
      expect(connections()).toHaveLength(before + 1)
    }
    subscription.unsubscribe()
  })

  it('does not restart a member whose failure is not retryable', async () => {
    const { states, connections, pass } = sailing(1, { restarts: 3 })
    await pass(0)
    connections()[0]?.end({ type: 'refused', status: 401, message: 'expired' })
    await pass(60_000)
    expect(states.slice(-2)).toEqual(['f1', 'complete'])
    expect(connections()).toHaveLength(1)
  })

  it('runs the given work with each call, and is done when that completes', async () => {
    const finished = new Subject<void>()
    const run = jest.fn(() => finished)
    const { states, connections, pass } = sailing(1, { run })
    await pass(0)
    connections()[0]?.end(ended)
    await pass(0)
    expect(states.at(-1)).toBe('c1')
    finished.complete()
    expect(states.slice(-2)).toEqual(['d1', 'complete'])
    expect(run).toHaveBeenCalledTimes(1)
  })

  it.each([
    { concurrency: 0 },
    { concurrency: NaN },
    { startEveryMs: -1 },
    { restarts: NaN },
    { restarts: -1 },
    { concurency: 5 },
  ])('throws for %j at once', (options) => {
    const [field] = Object.keys(options)
    expect(() => fleet(EMPTY, options)).toThrow(new RegExp(`^${field ?? ''}: must`))
  })

  it('hangs up all calls and leaves no timer when it is unsubscribed', async () => {
    const { connections, pass, subscription, clock } = sailing(3, { startEveryMs: 10, restarts: 9 })
    await pass(10)
    connections()[0]?.end(lost)
    await pass(0)
    subscription.unsubscribe()
    expect([connections().length, connections()[1]?.closeCount, clock.countTimers()]).toEqual([2, 1, 0])
  })
})
