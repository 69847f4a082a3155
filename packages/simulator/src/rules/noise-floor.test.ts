import { silentFloor, stepNoiseFloor, type NoiseFloor } from './noise-floor.ts'

const after = (levels: readonly number[], floor: NoiseFloor = silentFloor): number =>
  levels.reduce(stepNoiseFloor, floor).db

const for1s = (levelDb: number) => new Array<number>(100).fill(levelDb)

describe('noise floor', () => {
  it('follows a fan after two seconds', () => {
    expect(after([...for1s(-50)])).toBe(-72)
    expect(after([...for1s(-50), ...for1s(-50), ...for1s(-50)])).toBe(-50)
  })

  it('is not lifted by speech that pauses', () => {
    const speech = [...for1s(-20), ...new Array<number>(10).fill(-60), ...new Array<number>(90).fill(-20)]
    expect(after([...speech, ...speech, ...speech])).toBe(-60)
  })

  it('falls at once', () => {
    expect(after([...for1s(-40), ...for1s(-40), ...for1s(-40), -65])).toBe(-65)
  })

  it('never rises above what a voice can overcome', () => {
    expect(after([...for1s(-5), ...for1s(-5), ...for1s(-5)])).toBe(-30)
  })
})
