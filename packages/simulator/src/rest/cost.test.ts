import { costOf } from './cost.ts'

describe('costOf', () => {
  it.each([
    [0, 0],
    [1, 0.001],
    [1_000, 0.001],
    [1_001, 0.002],
    [31_500, 0.032],
    [3_600_000, 3.6],
  ])('charges a call of %i ms with %d', (lastedMs, cost) => {
    expect(costOf(lastedMs)).toBe(cost)
  })
})
