import fc from 'fast-check'
import { createPlaybackQueue, createSampleRing, type Segment } from './turn-playback.ts'

describe('createSampleRing', () => {
  it('keeps every sample from keepFrom on when it grows and wraps', () => {
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

const segmentFor = (from: number): Segment => ({
  turn: { turnId: 'a', pushedSamples: 0, heardSamples: 0, refused: false },
  arrivedAt: 0,
  startDelay: 0,
  from,
  turnOffset: 0,
  firstChunkSamples: 0,
  to: from,
  closed: false,
})

describe('createPlaybackQueue', () => {
  it('keeps played audio readable for the length of its history', () => {
    const queue = createPlaybackQueue(720)
    queue.add(segmentFor(0))
    const place = Int16Array.from({ length: 32_000 }, (_, i) => i)
    queue.append(place, 0)
    queue.position = 10_000
    queue.append(place.subarray(0, 10_000), 0)
    expect(queue.ring.at(10_000 - 720) * 32_768).toBe(10_000 - 720)
    expect(queue.ring.at(10_000) * 32_768).toBe(10_000)
    expect(queue.ring.at(41_999) * 32_768).toBe(9_999)
  })

  it('sums the time that each chunk has waited', () => {
    const queue = createPlaybackQueue(0)
    queue.add(segmentFor(0))
    queue.append(new Int16Array(100), 0)
    queue.append(new Int16Array(100), 1_000)
    // The first hundred samples are output from 2 000 to 2 100, the others from 2 100 to 2 200.
    expect(queue.delayOf(200, 2_000, 200)).toBe(100 * 2_050 + 100 * (2_150 - 1_000))
    queue.position = 150
    expect(queue.nextArrivedAt()).toBe(1_000)
    expect(queue.delayOf(200, 3_000, 50)).toBe(50 * (3_025 - 1_000))
  })
})
