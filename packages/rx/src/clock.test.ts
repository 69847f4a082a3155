import { VirtualTimeScheduler } from 'rxjs'
import { schedulerClock } from './clock.ts'

describe('schedulerClock', () => {
  it('reads the time of a scheduler and runs its timers', () => {
    const scheduler = new VirtualTimeScheduler()
    const clock = schedulerClock(scheduler, 100)
    const rung: number[] = []
    clock.setTimeout(() => rung.push(clock.performance.now()), 250)
    clock.clearTimeout(clock.setTimeout(() => rung.push(NaN), 100))
    clock.clearTimeout(undefined)
    scheduler.flush()
    expect([rung, scheduler.now()]).toEqual([[250], 2.5])
  })
})
