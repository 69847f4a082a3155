import { install } from '@sinonjs/fake-timers'
import { createMeters, type Levels } from './meters.ts'

/** Milliseconds between two frames of a page. */
const frameMs = 20

describe('meters that are read at an interval', () => {
  let clock: ReturnType<typeof install>
  /** The frames that are requested, by their ids. */
  let frames: Map<number, () => void>
  let page: { hidden: boolean }
  const { requestAnimationFrame, cancelAnimationFrame, document } = globalThis

  beforeEach(() => {
    clock = install({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    frames = new Map()
    let lastId = 0
    page = { hidden: false }
    Object.assign(globalThis, {
      document: page,
      requestAnimationFrame: (callback: () => void) => {
        frames.set((lastId += 1), callback)
        return lastId
      },
      cancelAnimationFrame: (id: number) => frames.delete(id),
    })
  })
  afterEach(() => {
    clock.uninstall()
    Object.assign(globalThis, { requestAnimationFrame, cancelAnimationFrame, document })
  })

  const setUp = () => {
    const seen: Levels[] = []
    const running = createMeters({
      userDbfs: () => -12,
      agentDbfs: () => -31,
      readSpectrum: () => 0,
      nowMs: () => performance.now(),
    })
    return { ...running, seen, listener: (levels: Levels) => void seen.push(levels) }
  }
  const showFrames = (ms: number) => {
    for (let at = 0; at < ms; at += frameMs) {
      clock.tick(frameMs)
      const requested = [...frames]
      frames.clear()
      for (const [, callback] of requested) callback()
    }
  }
  /** Timers and frames that a page waits for. */
  const waiting = () => clock.countTimers() + frames.size

  it('are read after each interval during a call and until the levels have fallen, and again with the next call', () => {
    const { meters, start, stop, seen, listener } = setUp()
    const leave = meters.subscribe(listener, 100)
    expect([seen, waiting()]).toEqual([[{ user: 0, agent: 0 }], 0])
    start()
    clock.tick(1_000)
    expect([seen.length, frames.size]).toEqual([11, 0])
    expect(seen.at(-1)).toEqual({ user: expect.closeTo(1) as number, agent: expect.closeTo(0.5) as number })
    stop()
    clock.tick(3_000)
    expect([seen.at(-1), waiting()]).toEqual([{ user: 0, agent: 0 }, 0])
    start()
    clock.tick(1_000)
    expect(waiting()).toBe(1)
    leave()
    expect(waiting()).toBe(0)
  })

  it('run no timer while the page is hidden, and go on once it is shown', () => {
    const { meters, start, seen, listener } = setUp()
    const leave = meters.subscribe(listener, 100)
    start()
    clock.tick(200)
    const shown = seen.length
    page.hidden = true
    // A hidden page gets no frame.
    clock.tick(60_000)
    expect([seen.length, clock.countTimers()]).toEqual([shown, 0])
    page.hidden = false
    showFrames(frameMs)
    expect([seen.length, clock.countTimers()]).toEqual([shown + 1, 1])
    page.hidden = true
    clock.tick(200)
    expect(waiting()).toBe(1)
    leave()
    expect(waiting()).toBe(0)
  })

  it('are not read any more once a listener has left in its own call', () => {
    const { meters, start, seen } = setUp()
    const leave = meters.subscribe((levels) => {
      seen.push(levels)
      if (seen.length === 2) leave()
    }, 100)
    start()
    clock.tick(1_000)
    expect([seen.length, waiting()]).toEqual([2, 0])
  })

  it('are read on when a listener throws, whose error is thrown on a task of its own', () => {
    const { meters, start, stop, seen, listener } = setUp()
    let calls = 0
    const leave = meters.subscribe(() => {
      calls += 1
      if (calls > 1) throw new Error('a bad listener')
    }, 100)
    const leaveOther = meters.subscribe(listener, 100)
    start()
    expect(() => clock.tick(101)).toThrow('a bad listener')
    expect([calls, seen.length]).toEqual([2, 2])
    expect(() => clock.tick(100)).toThrow('a bad listener')
    expect([calls, seen.length]).toEqual([3, 3])
    leave()
    leaveOther()
    stop()
  })
})
