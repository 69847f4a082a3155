import fc from 'fast-check'
import { createDelayHistory } from './delay-history.ts'

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
