import { createCaptureClock } from './capture.ts'

describe('createCaptureClock', () => {
  it('uses the least late message', () => {
    const clock = createCaptureClock()
    clock.passed(1, 5_030)
    clock.passed(1.02, 5_025)
    clock.passed(1.04, 5_090)
    expect(clock.toMs(1.04)).toBeCloseTo(4_005 + 1_040, 6)
  })

  it('follows a clock that runs slower or faster within a few seconds', () => {
    for (const rate of [1.000_2, 0.999_8]) {
      const clock = createCaptureClock()
      for (let seconds = 0; seconds < 600; seconds += 0.02) clock.passed(seconds, seconds * 1_000 * rate)
      expect(Math.abs(clock.toMs(600) - 600_000 * rate)).toBeLessThanOrEqual(2.1)
    }
  })
})
