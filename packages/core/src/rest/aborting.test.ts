import * as fc from 'fast-check'
import { countingSignal } from '../../test/rest/counting-signal.ts'
import { everyMethod } from '../../test/rest/every-method.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { apiKey, closeServers, cut, json, reset, serve, type Answer } from '../../test/rest/serve.ts'
import { aFewTurns } from '../../test/rest/a-few-turns.ts'
import { createClient } from './client.ts'

// Real work on a machine that may have much else to do.
jest.setTimeout(60_000)

afterEach(closeServers)

/** Answers after so many turns of the event loop, in two parts so many turns apart. */
const slow =
  (turns: number): Answer =>
  (_request, response) => {
    const later = (left: number, then: () => void): void => {
      setImmediate(() => (left === 0 ? then() : later(left - 1, then)))
    }
    later(turns, () => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('[')
      later(turns, () => response.end(']'))
    })
  }

const turnsOf = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

describe('a request that is aborted', () => {
  const answers = fc.constantFrom(slow(5), slow(30), json(503, {}), json(429, {}), cut, reset)
  const moments = fc.sample(fc.tuple(answers, fc.nat(120)), { numRuns: 50, seed: 4 })

  it('settles at once at 50 random moments, asks no more, and leaves no listener', async () => {
    const outcomes = new Set<unknown>()
    for (const [answer, turns] of moments) {
      const watch = countingSignal()
      const { client, seen } = await serve([answer])
      let settled: unknown
      const done = client.agents.list({ signal: watch.signal }).then(
        () => (settled = 'answered'),
        (error: unknown) => (settled = (error as { readonly _tag?: string })._tag),
      )
      await turnsOf(turns)
      watch.abort()
      // One turn of the event loop, far less than 50 ms.
      await turnsOf(1)
      expect(settled).toBeDefined()
      await done
      outcomes.add(settled)
      const asked = seen.length
      await aFewTurns()
      expect([watch.listeners, seen.length - asked <= 1]).toEqual([0, true])
      await closeServers()
    }
    expect(outcomes).toContain('Aborted')
  })

  it('leaves no listener on a signal that lives long, after 500 requests', async () => {
    const watch = countingSignal()
    const { client } = await serve([json(200, [])])
    for (let n = 0; n < 500; n += 1) await client.agents.list({ signal: watch.signal })
    expect(watch.listeners).toBe(0)
  })

  it.each(everyMethod)('$name settles with a fetch that knows no signal', async ({ call }) => {
    const watch = countingSignal()
    const client = createClient({ apiKey, fetch: () => new Promise(() => undefined) })
    const failed = rejection(call(client, { signal: watch.signal }))
    await aFewTurns()
    watch.abort('enough')
    expect(await failed).toMatchObject({ _tag: 'Aborted', cause: 'enough', outcome: 'unknown' })
    expect(watch.listeners).toBe(0)
  })
})
