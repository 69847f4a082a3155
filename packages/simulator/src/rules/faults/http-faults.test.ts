import { isRight } from 'fp-ts/Either'
import { readFaults } from './faults.ts'
import { generateHttpFaults, operationNames } from './http-faults.ts'

const drawn = Array.from({ length: 100 }, (_, seed) => generateHttpFaults(seed))

describe('generateHttpFaults', () => {
  it('generates valid faults', () => {
    for (const http of drawn) expect(isRight(readFaults({ http }, 'drawn'))).toBe(true)
  })

  it('generates the same for the same seed, and others for another', () => {
    expect(generateHttpFaults(7)).toEqual(generateHttpFaults(7))
    expect(generateHttpFaults(8)).not.toEqual(generateHttpFaults(7))
  })

  it('generates every effect, for every operation', () => {
    const all = drawn.flat()
    const kinds = [
      'delayMs',
      'status',
      'retryAfterSecs',
      'stallAfterBytes',
      'cutAfterBytes',
      'redirect',
    ] as const
    for (const kind of kinds) expect(all.some((fault) => fault[kind] !== undefined)).toBe(true)
    expect(new Set(all.map(({ operation }) => operation))).toEqual(new Set(operationNames))
  })
})
