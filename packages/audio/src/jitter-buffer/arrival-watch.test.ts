import { createArrivalWatch, type ArrivalWatch } from './arrival-watch.ts'

/** Frames of 20 ms that come so late each; the network is as fast at first as it ever is. */
const hear = (watch: ArrivalWatch, lateMs: (i: number) => number, frames = 400, from = 1_000): void => {
  watch.begin()
  let atMs = 0
  for (let i = 0; i < frames; i++) {
    atMs = Math.max(atMs, from + i * 20 + lateMs(i))
    watch.arrived(atMs, i * 20, 20)
  }
}

describe('createArrivalWatch', () => {
  it('begins with what is usual', () => {
    const watch = createArrivalWatch()
    expect(watch.startDelayMs()).toBe(40)
    expect(watch.holdDelayMs()).toBe(160)
  })

  it('comes down to 10 ms when everything is in time', () => {
    const watch = createArrivalWatch()
    for (let turn = 0; turn < 12; turn++) hear(watch, () => 0)
    watch.finish()
    expect(watch.startDelayMs()).toBe(10)
    expect(watch.holdDelayMs()).toBe(10)
  })

  it('waits for what is late at once, and gains by and by what is late later', () => {
    const early = createArrivalWatch()
    const late = createArrivalWatch()
    for (let turn = 0; turn < 12; turn++) {
      hear(early, (i) => (i === 5 ? 120 : 0))
      hear(late, (i) => (i === 200 ? 120 : 0))
    }
    early.finish()
    late.finish()
    expect(early.startDelayMs()).toBeCloseTo(120 - 0.03 * 100)
    expect(late.startDelayMs()).toBe(10)
    expect(late.holdDelayMs()).toBeCloseTo(120)
  })

  it('learns within a turn of any length', () => {
    const watch = createArrivalWatch()
    hear(watch, (i) => (i % 250 === 249 ? 300 : 0), 6_000)
    expect(watch.holdDelayMs()).toBeCloseTo(300)
  })

  it('learns nothing from less than half a second', () => {
    const watch = createArrivalWatch()
    for (let turn = 0; turn < 12; turn++) hear(watch, (i) => (i === 5 ? 120 : 0), 20)
    watch.finish()
    expect(watch.startDelayMs()).toBe(40)
  })

  it('knows the earliest arrival of the last second or two only', () => {
    const watch = createArrivalWatch()
    hear(watch, (i) => (i < 100 ? 0 : 50), 400, 1_000)
    expect(watch.earliestMs()).toBe(1_050)
  })

  it('counts a source as steady since it was last ahead of itself', () => {
    const steady = createArrivalWatch()
    hear(steady, () => 0, 400)
    expect(steady.steadyMs()).toBe(8_000)
    const fast = createArrivalWatch()
    fast.begin()
    for (let i = 0; i < 400; i++) fast.arrived(1_000 + i * 15, i * 20, 20)
    expect(fast.steadyMs()).toBeLessThan(200)
  })
})
