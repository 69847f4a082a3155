import { createClock } from '@sinonjs/fake-timers'
import * as fc from 'fast-check'
import { createRateLimit } from './rate-limit.ts'

describe('createRateLimit', () => {
  it('lets no more than its number pass in any second, wherever that second begins', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(400), { maxLength: 200 }),
        fc.integer({ min: 1, max: 10 }),
        (gaps, limit) => {
          const clock = createClock()
          const mayPass = createRateLimit(clock, limit)
          const passed: number[] = []
          for (const gapMs of gaps) {
            clock.tick(gapMs)
            if (mayPass()) passed.push(clock.now)
          }
          for (const from of passed)
            expect(passed.filter((at) => at >= from && at < from + 1_000).length).toBeLessThanOrEqual(limit)
        },
      ),
      { numRuns: 100 },
    )
  })

  it('lets pass again what waits a second', () => {
    const clock = createClock()
    const mayPass = createRateLimit(clock, 1)
    expect([mayPass(), mayPass()]).toEqual([true, false])
    clock.tick(1_000)
    expect(mayPass()).toBe(true)
  })
})
