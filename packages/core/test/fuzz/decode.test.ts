import * as fc from 'fast-check'
import { decodeServerMessage } from '../../src/fp.ts'
import { fuzz } from './fuzz.ts'
import { prototypes } from './reading.ts'
import { validMessage } from './server-text.ts'

describe('reading messages', () => {
  it('returns an event, an unknown or an error for whatever comes, and leaves prototypes alone', () => {
    const before = prototypes()
    const { readings } = fuzz(100_000, Date.now() % 2 ** 31)
    expect(Object.values(readings).every((count) => count > 10_000)).toBe(true)
    expect(prototypes()).toBe(before)
  })

  it('returns valid messages as they were sent', () => {
    fc.assert(
      fc.property(validMessage, (message) => {
        const result = decodeServerMessage(JSON.stringify(message))
        // Through JSON, for it has no -0.
        expect(result).toEqual({ _tag: 'Right', right: JSON.parse(JSON.stringify(message)) as unknown })
      }),
      { numRuns: 5_000 },
    )
  })
})
