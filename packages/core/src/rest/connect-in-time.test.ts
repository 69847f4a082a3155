import { createClock } from '@sinonjs/fake-timers'
import * as E from 'fp-ts/Either'
import { crowdClock } from '../../test/rest/crowd-clock.ts'
import { drawnPlatform, type Weather } from '../../test/rest/drawn-platform.ts'
import { settingsFor } from '../../test/rest/platform.ts'
import type { Clock } from '../clock.ts'
import { connect } from './connect.ts'
import { createRetryBudget } from './retry-budget.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(60_000)

/** A generator of chance with a seed (mulberry32), so that a herd runs the same each time. */
const seeded = (seed: number) => {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32
  }
}

const settings = settingsFor('https://api.example.org')
const agent = { agent_id: 'a' }

const drawn = (weather: Weather, clock: Clock, random: () => number = () => 0.999_999) => {
  const platform = drawnPlatform(clock, weather)
  const dial = () =>
    connect({ fetch: platform.fetch, clock, random, budget: createRetryBudget() }, settings, agent, {
      WebSocket: platform.WebSocket,
    })
  return { ...platform, dial }
}

describe('connect in time', () => {
  it('waits a quarter of a second and up to two, then up to four', async () => {
    for (const [random, expected] of [
      [0, [0, 250, 500]],
      [0.5, [0, 1_250, 3_500]],
      [1, [0, 2_250, 6_500]],
    ] as const) {
      const clock = createClock()
      const { dial, arrivals } = drawn({ downUntilMs: Infinity }, clock, () => random)
      const result = dial()
      await clock.tickAsync(20_000)
      expect(arrivals).toEqual(expected)
      expect(await result).toMatchObject(E.left({ _tag: 'Unreachable', outcome: 'not-sent' }))
    }
  })

  it.each(['says nothing', 'never opens'] as const)('takes 20 s at most when a socket %s', async (socket) => {
    const clock = createClock()
    const { dial, used } = drawn({ socket }, clock)
    let atMs: number | undefined
    const result = dial().finally(() => (atMs = clock.now))
    await clock.tickAsync(30_000)
    expect(atMs).toBe(20_000)
    expect(await result).toMatchObject(E.left({ _tag: 'TimedOut', stage: 'connecting', afterMs: 20_000 }))
    expect(used).toEqual(['token-1', 'token-2'])
    expect(clock.countTimers()).toBe(0)
  })
})

describe('a token', () => {
  it('is used once, and everything ends, in 1,000 beginnings under random faults', async () => {
    const random = seeded(7)
    const fates = ['starts', 'says nothing', 'never opens', 'breaks off'] as const
    const clock = crowdClock()
    const socket = () => fates[Math.floor(random() * fates.length)] ?? 'starts'
    const { dial, used } = drawn({ socket, mintFails: () => random() < 0.3 }, clock, random)
    const tags: string[] = []
    for (let n = 0; n < 1_000; n += 1)
      void dial().then((result) => {
        if (E.isRight(result)) result.right.close()
        tags.push(E.isRight(result) ? 'started' : result.left._tag)
      })
    await clock.pass(25_000)
    expect(tags).toHaveLength(1_000)
    expect(new Set(tags)).toEqual(new Set(['started', 'TimedOut', 'Lost', 'Unreachable']))
    expect(used.length).toBeGreaterThan(1_000)
    expect(new Set(used).size).toBe(used.length)
    expect(clock.waiting).toBe(0)
  })
})

describe('a herd of a thousand clients that lost the platform together', () => {
  /** Each tries until it is in: what `connect` gives up, its application begins anew after a pause of its own. */
  const stampede = async (downUntilMs: number, seed: number) => {
    const random = seeded(seed)
    const clock = crowdClock()
    const { dial, arrivals } = drawn({ downUntilMs }, clock, random)
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
    const back = arrivals.filter((atMs) => atMs > 0)
    const perWindow = new Map<number, number>()
    for (const atMs of back)
      perWindow.set(Math.floor(atMs / 100), (perWindow.get(Math.floor(atMs / 100)) ?? 0) + 1)
    const lagsMs = inAtMs.map((atMs) => atMs - downUntilMs).sort((one, other) => one - other)
    return { peak: Math.max(...perWindow.values()), p99: lagsMs[989] ?? Infinity, inside: inAtMs.length }
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
    30_000,
  )
})
