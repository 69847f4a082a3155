import { createClock } from '@sinonjs/fake-timers'
import * as fc from 'fast-check'
import { countingSignal } from '../../test/rest/counting-signal.ts'
import { everyMethod } from '../../test/rest/every-method.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { apiKey, closeServers, json, serve, type Answer } from '../../test/rest/serve.ts'
import { aFewTurns } from '../../test/rest/a-few-turns.ts'
import { until } from '../../test/until.ts'
import { createClient } from './client.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(300_000)

afterEach(closeServers)

const silent: Answer = () => undefined
const begun: Answer = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' }).write('[')
}
const busy = json(429, {})

const turnsOf = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** A client in virtual time, and what it has done so far. */
const watched = async (answer: Answer) => {
  const clock = createClock()
  const delays: number[] = []
  let started = 0
  let answered = 0
  let unanswered = 0
  const counted: Answer = (request, response, body) => {
    unanswered += 1
    response.on('close', () => (unanswered -= 1))
    answer(request, response, body)
  }
  const { client, seen } = await serve([counted], {
    clock: {
      performance: { now: () => clock.now },
      setTimeout: (callback, ms) => {
        delays.push(ms)
        return clock.setTimeout(callback, ms)
      },
      clearTimeout: (timer) => clock.clearTimeout(timer as number),
    },
    fetch: async (...args) => {
      started += 1
      const response = await fetch(...args)
      answered += 1
      return response
    },
  })
  return {
    client,
    seen,
    clock,
    delays,
    started: () => started,
    answered: () => answered,
    unanswered: () => unanswered,
  }
}

type Watched = Awaited<ReturnType<typeof watched>>

/** Where a request can be: what the platform does meanwhile, and how it comes there. A deadline and a wait are a delay each. */
const stages: Readonly<Record<string, readonly [Answer, (watched: Watched, ms: number) => Promise<void>]>> = {
  'while it is sent': [silent, () => Promise.resolve()],
  'while its answer is awaited': [silent, ({ seen }) => until(() => seen.length === 1)],
  'within its answer': [begun, ({ answered }) => until(() => answered() === 1)],
  'in the wait after its first try': [
    busy,
    async ({ delays, clock }, ms) => {
      await until(() => delays.length === 2)
      clock.tick(ms)
    },
  ],
  'within its second try': [
    busy,
    async ({ delays, clock, started }) => {
      await until(() => delays.length === 2)
      clock.tick(delays[1] ?? 0)
      await until(() => started() === 2)
    },
  ],
  'in the wait after its second try': [
    busy,
    async ({ delays, clock }, ms) => {
      await until(() => delays.length === 2)
      clock.tick(delays[1] ?? 0)
      await until(() => delays.length === 4)
      clock.tick(ms)
    },
  ],
}

describe('a request that is aborted', () => {
  const operations = everyMethod.filter(
    ({ endpoint: { once, response } }) => once !== true && typeof response !== 'string',
  )

  // No wait is shorter than 100 ms.
  it.each(Object.entries(stages))(
    'settles at once at ten random moments %s, asks no more, and leaves nothing',
    async (name, [answer, comeThere]) => {
      const draws = fc.tuple(fc.constantFrom(...operations), fc.nat(99), fc.nat(4))
      for (const [{ call }, ms, turns] of fc.sample(draws, { numRuns: 10, seed: 12 })) {
        const watch = countingSignal()
        const all = await watched(answer)
        const { client, clock, started, seen } = all
        let settled = false
        const failed = rejection(call(client, { signal: watch.signal }))
        void failed.then(() => (settled = true))
        await comeThere(all, ms)
        // A second try is over before long.
        if (name !== 'within its second try') await turnsOf(turns)
        expect([settled, watch.listeners]).toEqual([false, 1])
        const [startedBefore, seenBefore] = [started(), seen.length]
        watch.abort('enough')
        // One turn of the event loop, and no time on the clock.
        await turnsOf(1)
        expect([settled, watch.listeners, clock.countTimers()]).toEqual([true, 0, 0])
        const delivery = startedBefore === 0 || name.startsWith('in the wait') ? 'not-sent' : 'unknown'
        expect(await failed).toMatchObject({ _tag: 'AbortedError', cause: 'enough', delivery })
        await clock.tickAsync(200_000)
        await aFewTurns()
        expect([started(), watch.listeners, clock.countTimers()]).toEqual([startedBefore, 0, 0])
        // What was on its way may still come.
        expect(seen.length - seenBefore).toBeLessThanOrEqual(startedBefore - seenBefore)
        // Nothing keeps the platform busy, nor a connection.
        await until(() => all.unanswered() === 0)
        await closeServers()
      }
    },
  )

  it('leaves no listener on a signal that lives long, after 500 requests', async () => {
    const watch = countingSignal()
    const { client } = await serve([json(200, [])])
    for (let n = 0; n < 500; n += 1) await client.agents.list({ signal: watch.signal })
    expect(watch.listeners).toBe(0)
  })

  it.each(everyMethod)('$name settles with a fetch that ignores signals', async ({ call }) => {
    const watch = countingSignal()
    const client = createClient({ apiKey, fetch: () => new Promise(() => undefined) })
    const failed = rejection(call(client, { signal: watch.signal }))
    await aFewTurns()
    watch.abort('enough')
    expect(await failed).toMatchObject({ _tag: 'AbortedError', cause: 'enough', delivery: 'unknown' })
    expect(watch.listeners).toBe(0)
  })
})
