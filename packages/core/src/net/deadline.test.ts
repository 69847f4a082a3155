import { createClock } from '@sinonjs/fake-timers'
import { countingSignal } from '../../test/rest/counting-signal.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { onAbort, withTimeout } from './deadline.ts'

describe('onAbort', () => {
  it('calls all who wait, once, and holds one listener for all of them', () => {
    const watch = countingSignal()
    const called: number[] = []
    for (let n = 0; n < 50; n += 1) onAbort(watch.signal, () => called.push(n))
    expect(watch.listeners).toBe(1)
    watch.abort()
    watch.abort()
    expect(called).toEqual(Array.from({ length: 50 }, (_, n) => n))
  })

  it('calls nobody who has left, and leaves no listener once all have', () => {
    const watch = countingSignal()
    const called: string[] = []
    const [first, second, third] = ['first', 'second', 'third'].map((name) =>
      onAbort(watch.signal, () => {
        called.push(name)
        third?.()
      }),
    )
    first?.()
    first?.()
    watch.abort()
    expect([called, watch.listeners]).toEqual([['second'], 1])
    second?.()
    expect(watch.listeners).toBe(0)
  })

  it('listens again for who comes after all have left', () => {
    const watch = countingSignal()
    const called: string[] = []
    onAbort(watch.signal, () => called.push('early'))()
    onAbort(watch.signal, () => called.push('late'))
    watch.abort()
    expect(called).toEqual(['late'])
  })

  it('waits for nothing where there is no signal', () => {
    let called = 0
    const leave = onAbort(undefined, () => (called += 1))
    leave()
    expect(called).toBe(0)
  })
})

describe('withTimeout', () => {
  const never = () => new Promise<never>(() => undefined)

  it('resolves with the result of the work, and leaves no timer', async () => {
    const clock = createClock()
    expect(await withTimeout(() => Promise.resolve('token'), { stage: 'token', clock })).toBe('token')
    expect(clock.countTimers()).toBe(0)
  })

  it('passes on what the work rejects with or throws', async () => {
    const clock = createClock()
    const error = new Error('no')
    const options = { stage: 'token', clock } as const
    await expect(withTimeout(() => Promise.reject(error), options)).rejects.toBe(error)
    const broken = () => {
      throw error
    }
    await expect(withTimeout(broken, options)).rejects.toBe(error)
    expect(clock.countTimers()).toBe(0)
  })

  it('rejects with a TimeoutError that names the stage after 20 s', async () => {
    const clock = createClock()
    const failed = rejection(withTimeout(never, { stage: 'token', clock }))
    await clock.tickAsync(20_000)
    expect(await failed).toMatchObject({
      _tag: 'TimeoutError',
      stage: 'token',
      afterMs: 20_000,
      retryable: true,
      message: 'token took longer than 20000 ms: check the function that mints the token, and try again',
    })
  })

  it('calls back only when the result is that of the timeout, also where the work ends in the same moment', async () => {
    const clock = createClock()
    const inTime = new Promise<string>((resolve) => clock.setTimeout(() => resolve('done'), 100))
    let late = 0
    const onTimeout = () => {
      late += 1
      return 'late'
    }
    const outcome = withTimeout(() => inTime, { stage: 'token', clock, timeoutMs: 100, onTimeout })
    clock.tick(100)
    const result = await outcome
    expect(late).toBe(result === 'late' ? 1 : 0)
  })

  it('rejects with an AbortedError when the signal aborts, and leaves no listener', async () => {
    const watch = countingSignal()
    const clock = createClock()
    const failed = rejection(withTimeout(never, { stage: 'token', clock, signal: watch.signal }))
    watch.abort('enough')
    expect(await failed).toMatchObject({ _tag: 'AbortedError', cause: 'enough', delivery: 'unknown' })
    expect([watch.listeners, clock.countTimers()]).toEqual([0, 0])
  })

  it('does not start the work when the signal has aborted', async () => {
    let started = false
    const work = () => {
      started = true
      return never()
    }
    const failed = rejection(withTimeout(work, { stage: 'token', signal: AbortSignal.abort('enough') }))
    expect(await failed).toMatchObject({ _tag: 'AbortedError', cause: 'enough', delivery: 'not-sent' })
    expect(started).toBe(false)
  })
})
