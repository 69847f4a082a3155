import { InvalidArgumentError, type EndReason, UnreachableError } from '@vatel/core'
import { createClock } from '@sinonjs/fake-timers'
import { catchError, EMPTY, firstValueFrom, map, of, retry, switchMap, tap, toArray } from 'rxjs'
import { createFakeConnections } from '../test/fake-connections.ts'
import { assertEqual } from '../test/simulate.ts'
import { simulateAsync } from './testing/simulate.ts'
import { serverMessages } from './testing/server-messages.ts'

const lost: FailureReason = { type: 'lost', code: 1006, reason: '' }
import { settle } from '../test/settle.ts'
import { CallFailedError, type FailureReason } from './call-failed-error.ts'
import { connectCall } from './connect-call.ts'

describe('connectCall', () => {
  it.each([
    ['hangs up when it is unsubscribed', '^----!', '--c', 5],
    ['completes when the call ends well', '^', '--c-----|', 8],
    ['errors when the call is lost', '^', '--c-----#', 8],
  ] as const)('emits a call as soon as it opens, and %s', async (_, subscribed, expected, overAt) => {
    const { open, last } = createFakeConnections()
    const reason: EndReason = expected.endsWith('|') ? { type: 'session-ended' } : lost
    let closedAtMs: number | undefined
    await simulateAsync(assertEqual, { characters: 10 }, ({ clock, expectObservable }) => {
      const token = () => new Promise<string>((minted) => clock.setTimeout(() => minted('token'), 2))
      clock.setTimeout(() => last().end(reason), 8)
      const call$ = connectCall({ token, open }).pipe(
        tap(({ connection }) => void connection.ended.then(() => (closedAtMs = clock.performance.now()))),
        map(() => 'c'),
      )
      expectObservable(call$, subscribed).toBe(expected, { c: 'c' }, new CallFailedError(lost))
    })
    expect([closedAtMs, last().listenerCount]).toEqual([overAt, 0])
  })

  it('errors with the name of the token when it is left out in JavaScript', async () => {
    const connect = connectCall as (options?: object) => ReturnType<typeof connectCall>
    const missing = { _tag: 'InvalidArgumentError', field: 'token' }
    await expect(firstValueFrom(connect())).rejects.toMatchObject(missing)
    await expect(firstValueFrom(connect({}))).rejects.toMatchObject(missing)
    await expect(firstValueFrom(connect({ token: null }))).rejects.toMatchObject(missing)
  })

  it.each<[unknown, string]>([
    [null, 'open: must be a function that opens a connection'],
    ['openCall', 'open: must be a function that opens a connection'],
    [() => undefined, 'open: must return a connection, as openCall does'],
    [() => Promise.resolve({}), 'open: must return a connection, as openCall does'],
  ])('errors where open is %p', async (open, message) => {
    const call$ = connectCall({ token: 'token', open: open as never })
    await expect(firstValueFrom(call$)).rejects.toMatchObject({ _tag: 'InvalidArgumentError', message })
  })

  it('takes a token function that returns no promise', async () => {
    const { open, opened } = createFakeConnections()
    const subscription = connectCall({ token: () => 'minted', open }).subscribe()
    await settle()
    expect(opened[0]?.options).toEqual({ token: 'minted' })
    subscription.unsubscribe()
  })

  it('connects on subscription, and hangs up when it is unsubscribed', async () => {
    const { open, opened, last } = createFakeConnections()
    const call$ = connectCall({ token: 'secret-token', open, baseUrl: 'http://localhost:1' })
    expect(opened).toHaveLength(0)
    const subscription = call$.subscribe()
    expect(opened[0]?.options).toEqual({ token: 'secret-token', baseUrl: 'http://localhost:1' })
    subscription.unsubscribe()
    expect(last().closeCount).toBe(1)
    await settle()
    expect(last().listenerCount).toBe(0)
  })

  it.each([{ type: 'session-ended' }, { type: 'hung-up' }] as const)(
    'completes after $type',
    async (reason) => {
      const { open, last } = createFakeConnections()
      const calls = firstValueFrom(connectCall({ token: 'token', open }).pipe(toArray()))
      last().end(reason)
      expect(await calls).toHaveLength(1)
    },
  )

  it.each([
    [{ type: 'refused', status: 401, message: 'token expired' }, false],
    [{ type: 'refused', status: 503, message: '' }, true],
    [{ type: 'lost', code: 1006, reason: '' }, true],
    [{ type: 'lost', code: 1008, reason: '' }, false],
    [{ type: 'timed-out', stage: 'starting' }, true],
    [{ type: 'failed', error: new UnreachableError('wss://example.org', 'not-sent', 'ECONNREFUSED') }, true],
    [{ type: 'failed', error: new InvalidArgumentError('token', 'must be text') }, false],
  ] as const)('errors with %j, retryable %s', async (reason, retryable) => {
    const { open, last } = createFakeConnections()
    const failed = new Promise<CallFailedError>((resolve) => {
      connectCall({ token: 'secret-token', open }).subscribe({ error: resolve })
    })
    last().end(reason)
    const error = await failed
    expect(error).toMatchObject({ _tag: 'CallFailedError', reason, retryable })
    expect(error.message).not.toContain('secret')
  })

  it('has in its error the time that the platform asks to wait', () => {
    const refused = { type: 'refused', status: 503, message: '' } as const
    expect(new CallFailedError({ ...refused, retryAfterMs: 8_000 }).retryAfterMs).toBe(8_000)
    expect(new CallFailedError(refused).retryAfterMs).toBeUndefined()
  })

  it('mints a fresh token for each subscription', async () => {
    const { open, opened, last } = createFakeConnections()
    let minted = 0
    const token = () => Promise.resolve(`token-${String((minted += 1))}`)
    connectCall({ token, open })
      .pipe(
        retry(1),
        catchError(() => EMPTY),
      )
      .subscribe()
    await settle()
    last().end({ type: 'lost', code: 1006, reason: '' })
    await settle()
    expect(opened.map(({ options }) => options.token)).toEqual(['token-1', 'token-2'])
    last().close()
  })

  it('errors with the rejection of the token function, and opens nothing', async () => {
    const { open, opened } = createFakeConnections()
    const failure = new Error('not logged in')
    const seen = firstValueFrom(
      connectCall({ token: () => Promise.reject(failure), open }).pipe(
        catchError((error: unknown) => of(error)),
      ),
    )
    expect(await seen).toBe(failure)
    expect(opened).toHaveLength(0)
  })

  it('errors with TimeoutError when the token function never settles', async () => {
    const { open, opened } = createFakeConnections()
    const clock = createClock()
    const errors: unknown[] = []
    const never = () => new Promise<string>(() => undefined)
    connectCall({ token: never, open, clock }).subscribe({ error: (error: unknown) => errors.push(error) })
    await clock.tickAsync(19_999)
    expect(errors).toEqual([])
    await clock.tickAsync(1)
    expect(errors).toEqual([expect.objectContaining({ _tag: 'TimeoutError', stage: 'token' })])
    expect([opened.length, clock.countTimers()]).toEqual([0, 0])
  })

  it('leaves no timer when it is unsubscribed while the token is minted', async () => {
    const { open, opened } = createFakeConnections()
    const clock = createClock()
    const never = () => new Promise<string>(() => undefined)
    connectCall({ token: never, open, clock }).subscribe().unsubscribe()
    await settle()
    expect([opened.length, clock.countTimers()]).toEqual([0, 0])
  })

  it('opens nothing when it is unsubscribed before the token is minted', async () => {
    const { open, opened } = createFakeConnections()
    connectCall({ token: () => Promise.resolve('late'), open })
      .subscribe()
      .unsubscribe()
    await settle()
    expect(opened).toHaveLength(0)
  })

  it('completes the streams of the call before it errors', async () => {
    const { open, last } = createFakeConnections()
    const order: string[] = []
    connectCall({ token: 'token', open })
      .pipe(
        switchMap((call) =>
          call.end$.pipe(
            tap({ next: ({ type }) => order.push(type), complete: () => order.push('complete') }),
          ),
        ),
      )
      .subscribe({ error: () => order.push('error') })
    last().receive(serverMessages.started())
    last().end({ type: 'lost', code: 1006, reason: '' })
    await settle()
    expect(order).toEqual(['lost', 'complete', 'error'])
  })
})
