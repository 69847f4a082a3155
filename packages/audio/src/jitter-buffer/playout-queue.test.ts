import { createPlayoutQueue, type Segment } from './playout-queue.ts'

const segmentFor = (from: number): Segment => ({
  turn: { id: 'a', pushedSamples: 0, heardSamples: 0, refused: false },
  arrivedAt: 0,
  startDelay: 0,
  from,
  turnOffset: 0,
  firstChunkSamples: 0,
  to: from,
  closed: false,
})

describe('createPlayoutQueue', () => {
  it('keeps what was played readable for as long as promised', () => {
    const queue = createPlayoutQueue(720)
    queue.add(segmentFor(0))
    const place = Int16Array.from({ length: 32_000 }, (_, i) => i)
    queue.append(place, 0)
    queue.position = 10_000
    queue.append(place.subarray(0, 10_000), 0)
    expect(queue.ring.at(10_000 - 720) * 32_768).toBe(10_000 - 720)
    expect(queue.ring.at(10_000) * 32_768).toBe(10_000)
    expect(queue.ring.at(41_999) * 32_768).toBe(9_999)
  })

  it('adds up how long audio waited, chunk by chunk', () => {
    const queue = createPlayoutQueue(0)
    queue.add(segmentFor(0))
    queue.append(new Int16Array(100), 0)
    queue.append(new Int16Array(100), 1_000)
    // The first hundred leave from 2 000 to 2 100, the others from 2 100 to 2 200.
    expect(queue.delayOf(200, 2_000, 200)).toBe(100 * 2_050 + 100 * (2_150 - 1_000))
    queue.position = 150
    expect(queue.nextArrivedAt()).toBe(1_000)
    expect(queue.delayOf(200, 3_000, 50)).toBe(50 * (3_025 - 1_000))
  })
})
