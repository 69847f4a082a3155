import { median } from '../core/ratio.ts'
import { exchangeOf, type TalkEvent } from './talk.ts'

/** Takes the events of a call; a promise is waited for after each exchange. */
export type Follow = (event: TalkEvent) => void | Promise<void>

/** Cost of an event early and late in a call. */
export interface Growth {
  readonly name: string
  /** Microseconds of processor time for each event after 2 minutes. */
  readonly earlyUs: number
  /** The same after 2 hours and 3,000 turns. */
  readonly lateUs: number
}

/** Exchanges in 2 minutes, and in 2 hours. */
const early = 50
const late = 3_000
const measured = 50
const rounds = 5

const follow = async (take: Follow, from: number, to: number): Promise<number> => {
  let events = 0
  for (let turn = from; turn < to; turn += 1) {
    const exchange = exchangeOf(turn)
    events += exchange.length
    let done: void | Promise<void> = undefined
    for (const event of exchange) done = take(event)
    if (done !== undefined) await done
  }
  return events
}

/** Microseconds of processor time for each event; it includes the garbage collector, and nothing of other programs. */
const timeUs = async (take: Follow, from: number): Promise<number> => {
  const start = process.cpuUsage()
  const events = await follow(take, from, from + measured)
  const { user, system } = process.cpuUsage(start)
  return (user + system) / events
}

/** Follows whole calls of 2 hours, each from its start, and measures the cost of an event at two places. */
export const measureGrowth = async (name: string, begin: () => Follow | Promise<Follow>): Promise<Growth> => {
  const earlyUs: number[] = []
  const lateUs: number[] = []
  const once = async () => {
    const take = await begin()
    await follow(take, 0, early)
    earlyUs.push(await timeUs(take, early))
    await follow(take, early + measured, late)
    lateUs.push(await timeUs(take, late))
  }
  // The first call warms up. An early window is short: more of them are measured.
  for (let round = 0; round <= rounds; round += 1) {
    await once()
    if (round === 0) earlyUs.length = lateUs.length = 0
    for (let more = 0; more < 4; more += 1) {
      const take = await begin()
      await follow(take, 0, early)
      earlyUs.push(await timeUs(take, early))
    }
  }
  return { name, earlyUs: median(earlyUs), lateUs: median(lateUs) }
}
