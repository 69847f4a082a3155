import { createClock } from '@sinonjs/fake-timers'
import * as E from 'fp-ts/Either'
import { createRandom } from '../../test/fault-proxy/random.ts'
import { beginMany, simulateConnect } from '../../test/rest/begin-many.ts'
import { crowdClock } from '../../test/rest/crowd-clock.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

describe('connect in time', () => {
  it('waits a quarter of a second and up to two, then up to four', async () => {
    for (const [random, expected] of [
      [0, [0, 250, 500]],
      [0.5, [0, 1_250, 3_500]],
      [1, [0, 2_250, 6_500]],
    ] as const) {
      const clock = createClock()
      const { dial, arrivals } = simulateConnect({ downUntilMs: Infinity }, clock, () => random)
      const result = dial()
      await clock.tickAsync(20_000)
      expect(arrivals).toEqual(expected)
      expect(await result).toMatchObject(E.left({ _tag: 'UnreachableError', delivery: 'not-sent' }))
    }
  })

  it.each(['says nothing', 'never opens'] as const)('takes 20 s at most when a socket %s', async (socket) => {
    const clock = createClock()
    const { dial, used } = simulateConnect({ socket }, clock)
    let atMs: number | undefined
    const result = dial().finally(() => (atMs = clock.now))
    await clock.tickAsync(30_000)
    expect(atMs).toBe(20_000)
    expect(await result).toMatchObject(E.left({ _tag: 'TimeoutError', stage: 'connecting', afterMs: 20_000 }))
    expect(used).toEqual(['token-1', 'token-2'])
    expect(clock.countTimers()).toBe(0)
  })

  it('opens no socket with a token that comes when nobody waits any more', async () => {
    const clock = createClock()
    const { dial, used, arrivals } = simulateConnect({ mintMs: () => 20_001 }, clock)
    const result = dial()
    await clock.tickAsync(60_000)
    expect(await result).toMatchObject(E.left({ _tag: 'TimeoutError', stage: 'token', delivery: 'unknown' }))
    expect([arrivals, used, clock.countTimers()]).toEqual([[0], [], 0])
  })
})

describe('a token', () => {
  it('is used once, and everything ends, in 2,000 beginnings under random faults', async () => {
    const kinds = new Set<string>()
    const sum = { ended: 0, used: 0, reused: 0, waiting: 0 }
    for (let seed = 1; seed <= 2; seed += 1) {
      const { ends, used, reused, waiting } = await beginMany(1_000, seed)
      for (const [end, count] of ends) {
        kinds.add(end)
        sum.ended += count
      }
      sum.used += used
      sum.reused += reused
      sum.waiting += waiting
    }
    expect([...kinds].sort()).toEqual(['ConnectionLostError', 'TimeoutError', 'UnreachableError', 'started'])
    expect(sum.used).toBeGreaterThan(2_000)
    expect(sum).toMatchObject({ ended: 2_000, reused: 0, waiting: 0 })
  })
})

describe('a herd of a thousand clients that lost the platform together', () => {
  /** Each tries until it is in: what `connect` gives up, its application begins anew after a pause of its own. */
  const stampede = async (downUntilMs: number, seed: number) => {
    const random = createRandom(seed)
    const clock = crowdClock()
    const { dial, arrivals } = simulateConnect({ downUntilMs }, clock, random)
    const inAtMs: number[] = []
    const client = async () => {
      for (;;) {
        const result = await dial()
        if (E.isRight(result)) {
          inAtMs.push(clock.performance.now())
          result.right.close()
          return
        }
        await new Promise<void>((resolve) => clock.setTimeout(resolve, 250 + random() * 5_000))
      }
    }
    for (let n = 0; n < 1_000; n += 1) void client()
    for (let step = 0; step < 200 && inAtMs.length < 1_000; step += 1) await clock.pass(100)
    // They all try in the first instant, which is when they lose it; what counts is how they come back.
    const back = arrivals.filter((atMs) => atMs > 0).sort((one, other) => one - other)
    // In any 100 ms, wherever they begin.
    const crowds = back.map((fromMs, n) => back.filter((atMs, m) => m >= n && atMs < fromMs + 100).length)
    const lagsMs = inAtMs.map((atMs) => atMs - downUntilMs).sort((one, other) => one - other)
    return { peak: Math.max(...crowds), p99: lagsMs[989] ?? Infinity, inside: inAtMs.length }
  }

  it.each([
    [300, 1],
    [5_000, 2],
  ])(
    'comes back spread out after %d ms',
    async (downMs, seed) => {
      const { peak, p99, inside } = await stampede(downMs, seed)
      expect(inside).toBe(1_000)
      expect(peak).toBeLessThanOrEqual(150)
      expect(p99).toBeLessThanOrEqual(6_000)
    },
    300_000,
  )
})
