import * as fc from 'fast-check'
import { prototypes, readText, type Reading } from './reading.ts'
import { serverText, validMessage } from './server-text.ts'
import { decodeServerMessage } from '../../src/fp.ts'

const numRuns = 100_000

describe('reading messages', () => {
  it('gives an event, an unknown or an error for whatever comes, and leaves prototypes alone', () => {
    const before = prototypes()
    const seen = new Set<Reading>()
    fc.assert(
      fc.property(serverText, (text) => {
        seen.add(readText(text))
      }),
      { numRuns },
    )
    expect([...seen].sort()).toEqual(['error', 'event', 'unknown'])
    expect(prototypes()).toBe(before)
  })

  it('gives valid messages as they were sent', () => {
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
