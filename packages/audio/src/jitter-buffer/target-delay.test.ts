import fc from 'fast-check'
import { createArrivalStatistics, createDelayHistory, type ArrivalStatistics } from './target-delay.ts'

const costs = { delay: 1, silence: 3, pause: 200 }
const create = () => createDelayHistory({ costs, priorMs: 40, lowestMs: 10, highestMs: 600 })

const after = (needs: readonly number[]): number => {
  const history = create()
  needs.forEach(history.add)
  return history.cheapestMs()
}

describe('createDelayHistory', () => {
  it('returns the prior before the first measurement', () => {
    expect(after([])).toBe(40)
  })

  it('decreases to the least delay when none is needed', () => {
    expect(after(Array<number>(20).fill(0))).toBe(10)
  })

  it('returns a delay that is always needed', () => {
    expect(after(Array<number>(20).fill(130))).toBe(130)
  })

  it('ignores a delay that is needed rarely', () => {
    expect(after([500, ...Array<number>(40).fill(60)])).toBe(60)
  })

  it('returns a delay that is needed often', () => {
    expect(after(Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? 300 : 60)))).toBe(300)
  })

  it('forgets old needs', () => {
    expect(after([...Array<number>(20).fill(300), ...Array<number>(60).fill(20)])).toBe(20)
  })

  it('finds the delay with the least cost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 10, max: 600 }),
        (needs, other) => {
          const weights = needs.map((_, i) => 0.95 ** (needs.length - 1 - i))
          const cost = (delay: number): number =>
            [...needs, 40].reduce((sum, need, i) => {
              const weight = weights[i] ?? 0.7 ** needs.length
              return sum + weight * (delay + (need > delay ? 3 * (need - delay) + 200 : 0))
            }, 0)
          expect(cost(after(needs))).toBeLessThanOrEqual(cost(other) + 1e-6)
        },
      ),
    )
  })
})

/** Receives frames of 20 ms, each late by `lateMs`; the first frame has the least delay of the network. */
const receive = (
  arrivals: ArrivalStatistics,
  lateMs: (i: number) => number,
  frames = 400,
  from = 1_000,
): void => {
  arrivals.beginSegment()
  let atMs = 0
  for (let i = 0; i < frames; i++) {
    atMs = Math.max(atMs, from + i * 20 + lateMs(i))
    arrivals.arrived(atMs, i * 20, 20)
  }
}

describe('createArrivalStatistics', () => {
  it('starts from the usual delays', () => {
    const arrivals = createArrivalStatistics()
    expect(arrivals.startDelayMs()).toBe(40)
    expect(arrivals.targetDelayMs()).toBe(160)
  })

  it('decreases to 10 ms when nothing is late', () => {
    const arrivals = createArrivalStatistics()
    for (let turn = 0; turn < 12; turn++) receive(arrivals, () => 0)
    arrivals.endSegment()
    expect(arrivals.startDelayMs()).toBe(10)
    expect(arrivals.targetDelayMs()).toBe(10)
  })

  it('delays the start for early lateness, and raises the target delay for later lateness', () => {
    const early = createArrivalStatistics()
    const late = createArrivalStatistics()
    for (let turn = 0; turn < 12; turn++) {
      receive(early, (i) => (i === 5 ? 120 : 0))
      receive(late, (i) => (i === 200 ? 120 : 0))
    }
    early.endSegment()
    late.endSegment()
    expect(early.startDelayMs()).toBeCloseTo(120 - 0.03 * 100)
    expect(late.startDelayMs()).toBe(10)
    expect(late.targetDelayMs()).toBeCloseTo(120)
  })

  it('adapts within a long turn', () => {
    const arrivals = createArrivalStatistics()
    receive(arrivals, (i) => (i % 250 === 249 ? 300 : 0), 6_000)
    expect(arrivals.targetDelayMs()).toBeCloseTo(300)
  })

  it('ignores segments below half a second', () => {
    const arrivals = createArrivalStatistics()
    for (let turn = 0; turn < 12; turn++) receive(arrivals, (i) => (i === 5 ? 120 : 0), 20)
    arrivals.endSegment()
    expect(arrivals.startDelayMs()).toBe(40)
  })

  it('reports the least lateness of the last one to two seconds only', () => {
    const arrivals = createArrivalStatistics()
    receive(arrivals, (i) => (i < 100 ? 0 : 50), 400, 1_000)
    expect(arrivals.leastLatenessMs()).toBe(1_050)
  })

  it('measures the real-time audio since the source was last ahead', () => {
    const steady = createArrivalStatistics()
    receive(steady, () => 0, 400)
    expect(steady.realTimeMs()).toBe(8_000)
    const fast = createArrivalStatistics()
    fast.beginSegment()
    for (let i = 0; i < 400; i++) fast.arrived(1_000 + i * 15, i * 20, 20)
    expect(fast.realTimeMs()).toBeLessThan(200)
  })
})
