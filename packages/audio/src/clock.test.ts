import { createClock } from '@sinonjs/fake-timers'
import { everyFrame, systemClock, type Clock } from './clock.ts'
import { InvalidOptionError } from './errors.ts'

describe('Clock', () => {
  it('is satisfied by globalThis', () => {
    const clock: Clock = globalThis
    expect(clock).toBe(systemClock)
    expect(clock.performance.now()).toBeGreaterThan(0)
  })

  it('is satisfied by a clock of virtual time', async () => {
    const virtual = createClock()
    const clock: Clock = virtual
    const before = clock.performance.now()
    let rang = 0
    clock.setTimeout(() => (rang = clock.performance.now() - before), 20)
    await virtual.tickAsync(19)
    expect(rang).toBe(0)
    await virtual.tickAsync(1)
    expect(rang).toBe(20)
  })
})

/** A clock whose time and single timer the test moves by hand, so that timers can be late or early. */
const manualClock = () => {
  let nowMs = 0
  let waiting: (() => void) | undefined
  let delayMs = 0
  const clock: Clock = {
    performance: { now: () => nowMs },
    setTimeout: (callback, ms) => {
      waiting = callback
      delayMs = ms
    },
    clearTimeout: () => (waiting = undefined),
  }
  const fireAt = (ms: number): void => {
    nowMs = ms
    const callback = waiting
    waiting = undefined
    callback?.()
  }
  return {
    clock,
    fireAt,
    passTo: (ms: number) => (nowMs = ms),
    delayMs: () => delayMs,
    isWaiting: () => waiting !== undefined,
  }
}

const record = (clock: Clock) => {
  const ticks: (readonly [number, number])[] = []
  const stop = everyFrame(clock, 20, (index, dueMs) => ticks.push([index, dueMs]))
  return { ticks, stop }
}

describe('everyFrame', () => {
  it('ticks at once, then every frame, with the time each was due', async () => {
    const clock = createClock()
    await clock.tickAsync(7)
    const { ticks, stop } = record(clock)
    expect(ticks).toEqual([])
    await clock.tickAsync(59)
    stop()
    expect(ticks).toEqual([
      [0, 7],
      [1, 27],
      [2, 47],
    ])
  })

  it('does not drift, however late each timer is', () => {
    const { clock, fireAt, delayMs } = manualClock()
    const { ticks } = record(clock)
    for (let n = 0; n < 500; n++) fireAt(n * 20 + 3)
    expect(ticks.at(-1)).toEqual([499, 499 * 20])
    expect(delayMs()).toBe(17)
  })

  it('ticks the frames that a late timer missed', () => {
    const { clock, fireAt } = manualClock()
    const { ticks } = record(clock)
    fireAt(0)
    fireAt(65)
    expect(ticks).toEqual([
      [0, 0],
      [1, 20],
      [2, 40],
      [3, 60],
    ])
  })

  it('waits again when a timer fires early', () => {
    const { clock, fireAt, delayMs } = manualClock()
    const { ticks } = record(clock)
    fireAt(0)
    fireAt(19.5)
    expect(ticks).toHaveLength(1)
    expect(delayMs()).toBe(0.5)
  })

  it('lets other tasks run when a tick takes longer than its frame', () => {
    const { clock, fireAt, passTo, isWaiting } = manualClock()
    let ticks = 0
    everyFrame(clock, 20, () => passTo(++ticks * 50))
    fireAt(0)
    expect(ticks).toBe(1)
    expect(isWaiting()).toBe(true)
  })

  it('stops between two missed frames', () => {
    const { clock, fireAt, isWaiting } = manualClock()
    const ticks: number[] = []
    const stop = everyFrame(clock, 20, (index) => {
      ticks.push(index)
      if (index === 1) stop()
    })
    fireAt(100)
    expect(ticks).toEqual([0, 1])
    expect(isWaiting()).toBe(false)
  })

  it('leaves no timer after it is stopped', () => {
    const clock = createClock()
    record(clock).stop()
    expect(clock.countTimers()).toBe(0)
  })

  it('continues after a tick that throws', () => {
    const { clock, fireAt } = manualClock()
    const ticks: number[] = []
    everyFrame(clock, 20, (index) => {
      ticks.push(index)
      if (index === 0) throw new Error('a bad listener')
    })
    expect(() => fireAt(0)).toThrow('a bad listener')
    fireAt(20)
    expect(ticks).toEqual([0, 1])
  })

  it.each([0, -1, NaN, Infinity])('refuses frames of %d ms', (frameMs) => {
    expect(() => everyFrame(createClock(), frameMs, () => undefined)).toThrow(InvalidOptionError)
  })
})
