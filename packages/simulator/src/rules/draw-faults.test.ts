import { isRight } from 'fp-ts/Either'
import { generateFaults } from './draw-faults.ts'
import { readFaults } from './faults.ts'

const seeds = Array.from({ length: 400 }, (_, seed) => seed)

describe('drawFaults', () => {
  it('draws what can be asked for, and the same for the same seed', () => {
    for (const seed of seeds) {
      const faults = generateFaults(seed)
      expect(isRight(readFaults(faults, 'drawn'))).toBe(true)
      expect(generateFaults(seed)).toEqual(faults)
    }
  })

  it('draws every fault of a call for some seed, about five at once', () => {
    const drawn = seeds.map((seed) => Object.keys(generateFaults(seed)))
    expect(new Set(drawn.flat()).size).toBe(25)
    const mean = drawn.flat().length / seeds.length
    expect(mean).toBeGreaterThan(4)
    expect(mean).toBeLessThan(6)
  })
})
