import * as E from 'fp-ts/Either'
import type { Clock } from '../../src/clock.ts'
import { connect } from '../../src/rest/connect.ts'
import { createRetryBudget } from '../../src/net/retry.ts'
import { createRandom } from '../fault-proxy/random.ts'
import { crowdClock } from './crowd-clock.ts'
import { simulatedPlatform, type SocketFate, type Weather } from './simulated-platform.ts'
import { contextFor } from './platform.ts'

const context = contextFor('https://api.example.org')
const agent = { agent_id: 'a' }

/** A platform in virtual time, and how to begin a call with it. */
export const simulateConnect = (weather: Weather, clock: Clock, random: () => number = () => 0.999_999) => {
  const platform = simulatedPlatform(clock, weather)
  const dial = () =>
    connect({ ...context, fetch: platform.fetch, clock, random, budget: createRetryBudget() }, agent, {
      WebSocket: platform.WebSocket,
    })
  return { ...platform, dial }
}

/** What many beginnings came to. */
export interface Beginnings {
  /** How many started, or failed with which error. */
  readonly ends: ReadonlyMap<string, number>
  /** How many tokens went to a socket. */
  readonly used: number
  /** How many of them had been there before. */
  readonly reused: number
  /** How many timers are left. */
  readonly waiting: number
}

const fates: readonly SocketFate[] = ['starts', 'says nothing', 'never opens', 'breaks off', 'is refused']
/** Longer than a whole beginning may take, so that some tokens come when nobody waits any more. */
const slowestMintMs = 25_000

/** Begins many calls at once with a platform that fails at random, decided by a seed, in virtual time. */
export const beginMany = async (count: number, seed: number): Promise<Beginnings> => {
  const random = createRandom(seed)
  const clock = crowdClock()
  const socket = () => fates[Math.floor(random() * fates.length)] ?? 'starts'
  const weather: Weather = {
    socket,
    mintFails: () => random() < 0.3,
    mintMs: () => (random() < 0.2 ? random() * slowestMintMs : 0),
  }
  const { dial, used } = simulateConnect(weather, clock, random)
  const ends = new Map<string, number>()
  const begin = async () => {
    const result = await dial()
    if (E.isRight(result)) result.right.close()
    const end = E.isRight(result) ? 'started' : result.left._tag
    ends.set(end, (ends.get(end) ?? 0) + 1)
  }
  for (let n = 0; n < count; n += 1) void begin()
  await clock.pass(20_000 + slowestMintMs + 1_000)
  return { ends, used: used.length, reused: used.length - new Set(used).size, waiting: clock.waiting }
}
