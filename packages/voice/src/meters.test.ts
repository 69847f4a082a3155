import { install } from '@sinonjs/fake-timers'
import { createMeters } from './meters.ts'

describe('meters that are read by a timer', () => {
  let clock: ReturnType<typeof install>
  beforeEach(() => {
    clock = install({ toFake: ['setInterval', 'clearInterval', 'performance'] })
  })
  afterEach(() => {
    clock.uninstall()
  })

  it('run during a call and until the levels have fallen, and again with the next call', () => {
    const { meters, start, stop } = createMeters({
      userDbfs: () => -12,
      agentDbfs: () => -31,
      readSpectrum: () => 0,
      nowMs: () => performance.now(),
    })
    const seen: number[] = []
    const leave = meters.subscribe(({ user, agent }) => seen.push(user, agent), 100)
    expect([seen, clock.countTimers()]).toEqual([[0, 0], 0])
    start()
    clock.tick(1_000)
    expect(seen).toHaveLength(22)
    expect(seen.slice(-2)).toEqual([expect.closeTo(1), expect.closeTo(0.5)])
    stop()
    clock.tick(3_000)
    expect([seen.slice(-2), clock.countTimers()]).toEqual([[0, 0], 0])
    start()
    clock.tick(1_000)
    expect(clock.countTimers()).toBe(1)
    leave()
    expect(clock.countTimers()).toBe(0)
  })
})
