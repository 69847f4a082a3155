import { createClock } from '@sinonjs/fake-timers'
import { systemClock, type Clock } from './clock.ts'

describe('Clock', () => {
  it('is a part of globalThis', () => {
    const clock: Clock = globalThis
    expect(clock).toBe(systemClock)
    expect(clock.performance.now()).toBeGreaterThan(0)
  })

  it('is fitted by a drawn clock', async () => {
    const drawn = createClock()
    const clock: Clock = drawn
    const before = clock.performance.now()
    let rang = 0
    clock.setTimeout(() => (rang = clock.performance.now() - before), 20)
    await drawn.tickAsync(19)
    expect(rang).toBe(0)
    await drawn.tickAsync(1)
    expect(rang).toBe(20)
  })
})
