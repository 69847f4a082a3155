import fc from 'fast-check'
import { createSampleRing } from './sample-ring.ts'

describe('createSampleRing', () => {
  it('keeps every sample from keepFrom on, however it grows and wraps', () => {
    const step = fc.record({ write: fc.nat(30_000), keep: fc.nat(40_000) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const ring = createSampleRing()
        const all: number[] = []
        let keepFrom = 0
        for (const { write, keep } of steps) {
          keepFrom = Math.max(keepFrom, all.length - keep)
          const pcm = Int16Array.from({ length: write }, (_, i) => (all.length + i) % 30_011)
          ring.append(pcm, keepFrom)
          for (const value of pcm) all.push(value)
          expect(ring.written).toBe(all.length)
          for (let i = keepFrom; i < all.length; i += 4_999) expect(ring.at(i) * 32_768).toBe(all[i])
        }
      }),
      { numRuns: 40 },
    )
  })
})
