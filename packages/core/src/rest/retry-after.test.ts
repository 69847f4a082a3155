import * as fc from 'fast-check'
import { hurriedClock, longTimeoutMs } from '../../test/rest/hurried-clock.ts'
import { rejection } from '../../test/rest/rejection.ts'
import { closeServers, json, serve, type Answer } from '../../test/rest/serve.ts'
import { RefusedError } from '../errors.ts'
import { endpoints } from './endpoints.ts'
import { retryAfterMs } from '../net/retryable.ts'
import { waitBeforeRetryMs } from './send-request.ts'

afterEach(closeServers)

const date = (ms: number) => new Date(ms).toUTCString()
const said = Date.parse('Sun, 22 Nov 2026 12:00:00 GMT')

/** Headers; one that is said twice has a list. */
type Said = Readonly<Record<string, string | readonly string[]>>

const busy =
  (headers: Said): Answer =>
  (_request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    response.writeHead(429).end('{}')
  }

/** Asks a platform that says 429 for ever; gives the waits between its three tries, or the one try's error. */
const waitsFor = async (headers: Said) => {
  const clock = hurriedClock()
  const { client, seen } = await serve([busy({ date: date(said), ...headers })], {
    clock,
    timeoutMs: longTimeoutMs,
  })
  const error = await rejection(client.agents.list())
  return { error, tries: seen.length, waits: clock.waits }
}

describe('Retry-After', () => {
  it.each([
    ['seconds', '1', 1_000],
    ['a date', date(said + 7_000), 7_000],
    ['a minute', '60', 60_000],
  ])('is kept when it is %s, and spread by up to a tenth', async (_name, value, askedMs) => {
    const { waits, tries } = await waitsFor({ 'retry-after': value })
    expect(tries).toBe(3)
    for (const ms of waits) {
      expect(ms).toBeGreaterThanOrEqual(askedMs)
      expect(ms).toBeLessThanOrEqual(Math.min(60_000, askedMs * 1.1))
    }
  })

  it.each([
    [0, 10_000],
    [0.5, 10_500],
    [1, 11_000],
  ])('of ten seconds is spread by a tenth of the random number %d: %d ms', (random, ms) => {
    const error = new RefusedError(429, '', 10_000)
    expect(waitBeforeRetryMs(endpoints.agents.list, error, 1, () => random)).toBeCloseTo(ms)
  })

  it.each<[string, Said]>([
    ['absent', {}],
    ['zero', { 'retry-after': '0' }],
    ['negative', { 'retry-after': '-5' }],
    ['no number', { 'retry-after': 'abc' }],
    ['a past date', { 'retry-after': date(said - 1_000) }],
    ['the moment of the answer', { 'retry-after': date(said) }],
    ['beyond a number', { 'retry-after': '1e400' }],
    ['of 400 digits', { 'retry-after': '9'.repeat(400) }],
    ['a fraction', { 'retry-after': '1.5' }],
    ['two seconds in one line', { 'retry-after': '1, 2' }],
    ['two headers', { 'retry-after': ['1', '2'] }],
    ['two dates', { 'retry-after': [date(said + 1_000), date(said + 2_000)] }],
    ['in milliseconds', { 'retry-after': '1500ms' }],
    ['another header, of milliseconds', { 'retry-after-ms': '1500' }],
    ['empty', { 'retry-after': '' }],
  ])('counts for nothing when it is %s: the wait is our own', async (_name, headers) => {
    const { waits, tries } = await waitsFor(headers)
    expect(tries).toBe(3)
    expect(waits).toHaveLength(2)
    for (const [n, ms] of waits.entries()) {
      expect(ms).toBeGreaterThanOrEqual(100)
      expect(ms).toBeLessThanOrEqual(500 * 2 ** n)
    }
  })

  it('makes no wait shorter than 100 ms or longer than a minute, whatever it says', () => {
    const value = fc.oneof(
      fc.nat(70).map(String),
      fc.bigInt().map(String),
      fc.double().map(String),
      fc.date({ noInvalidDate: true }).map((each) => each.toUTCString()),
      fc.string(),
    )
    const below1 = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    fc.assert(
      fc.property(value, fc.integer({ min: 1, max: 50 }), below1, (text, tries, random) => {
        const error = new RefusedError(429, '', retryAfterMs(text, null, said))
        const ms = waitBeforeRetryMs(endpoints.agents.list, error, tries, () => random)
        return ms === undefined ? Number(error.retryAfterMs) > 60_000 : ms >= 100 && ms <= 60_000
      }),
      { numRuns: 10_000 },
    )
  })

  it.each([
    ['61 seconds', '61', 61_000],
    ['a minute and a second, as a date', date(said + 61_000), 61_000],
    ['a month', '3000000', 3_000_000_000],
    ['1157 days', '99999999', 99_999_999_000],
    ['until 2038', 'Tue, 19 Jan 2038 03:14:08 GMT', Date.parse('Tue, 19 Jan 2038 03:14:08 GMT') - said],
  ])('that asks for %s is reported at once', async (_name, value, retryAfterMs) => {
    const { error, tries, waits } = await waitsFor({ 'retry-after': value })
    expect(error).toMatchObject({ _tag: 'RefusedError', status: 429, retryable: true, retryAfterMs })
    // No time at all has passed.
    expect({ tries, waits }).toEqual({ tries: 1, waits: [] })
  })

  it('is compared with the date of the answer, however this machine’s clock is set', async () => {
    const { waits } = await waitsFor({ date: date(0), 'retry-after': date(3_000) })
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(3_000)
  })
})

describe('the budget of retries', () => {
  const down: Answer = json(503, {})

  it('is ten for each client, so that a platform that is down is hardly asked more often', async () => {
    const { client, seen } = await serve([down], { clock: hurriedClock(), timeoutMs: longTimeoutMs })
    for (let call = 0; call < 100; call += 1) await rejection(client.agents.list())
    expect(seen).toHaveLength(110)
  })

  it('earns one retry with ten successes', async () => {
    const answers = [
      ...Array.from({ length: 15 }, () => down),
      ...Array.from({ length: 10 }, () => json(200, [])),
      down,
    ]
    const { client, seen } = await serve(answers, { clock: hurriedClock(), timeoutMs: longTimeoutMs })
    // Five calls take three tries each, and the ten retries with them.
    for (let call = 0; call < 5; call += 1) await rejection(client.agents.list())
    for (let call = 0; call < 10; call += 1) await client.agents.list()
    expect(seen).toHaveLength(25)
    await rejection(client.agents.list())
    expect(seen).toHaveLength(27)
  })

  it('keeps a storm of a thousand calls, refused for half a minute, to 1.1 requests a call', async () => {
    const clock = hurriedClock()
    let requests = 0
    const fetch = () => {
      requests += 1
      const isOver = clock.performance.now() > 30_000
      return Promise.resolve(isOver ? new Response('[]') : new Response('{}', { status: 429 }))
    }
    const { client } = await serve([], { clock, fetch, timeoutMs: longTimeoutMs })
    await Promise.allSettled(Array.from({ length: 1_000 }, () => client.agents.list()))
    expect(requests).toBeLessThanOrEqual(1_100)
    expect(requests).toBeGreaterThan(1_000)
  })
})
