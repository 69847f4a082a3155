import fc from 'fast-check'
import { InvalidOptionError } from './errors.ts'
import { createFramer, frameLength, joinFrames, type Frame } from './frames.ts'

const concat = (chunks: readonly Int16Array[]): Int16Array =>
  Int16Array.from(chunks.flatMap((chunk) => [...chunk]))

const cut = (
  chunks: readonly Int16Array[],
  options: { sampleRate: number; frameMs: number },
): readonly Frame[] => {
  const framer = createFramer(options)
  const frames = chunks.flatMap((chunk) => framer.push(chunk))
  const last = framer.flush()
  return last === undefined ? frames : [...frames, last]
}

const chunks = fc.array(fc.int16Array({ maxLength: 60 }), { maxLength: 12 })
const options = fc.constantFrom(
  { sampleRate: 1000, frameMs: 20 },
  { sampleRate: 8000, frameMs: 1 },
  { sampleRate: 24_000, frameMs: 1 },
)

describe('createFramer', () => {
  it('returns 480 samples every 20 ms at 24 000 Hz', () => {
    const frames = createFramer().push(new Int16Array(1000))
    expect(frames.map(({ pcm, atMs }) => [pcm.length, atMs])).toEqual([
      [480, 0],
      [480, 20],
    ])
  })

  it('returns equal frames and a shorter last one, each with its time, for any division into chunks', () => {
    fc.assert(
      fc.property(chunks, options, (pieces, { sampleRate, frameMs }) => {
        const frames = cut(pieces, { sampleRate, frameMs })
        const length = frameLength({ sampleRate, frameMs })
        frames.forEach(({ pcm, atMs }, n) => {
          expect(atMs).toBeCloseTo(n * frameMs, 9)
          if (n < frames.length - 1) expect(pcm).toHaveLength(length)
        })
        expect(frames.at(-1)?.pcm.length ?? length).toBeLessThanOrEqual(length)
        expect(concat(frames.map(({ pcm }) => pcm))).toEqual(concat(pieces))
      }),
    )
  })

  it('copies every frame', () => {
    const pcm = new Int16Array(1000).fill(1)
    const framer = createFramer()
    const frames = [...framer.push(pcm), framer.flush()]
    pcm.fill(2)
    expect(frames.map((frame) => frame?.pcm.buffer.byteLength)).toEqual([960, 960, 80])
    expect(frames.every((frame) => frame?.pcm.every((sample) => sample === 1))).toBe(true)
  })

  it('keeps its rest when the input array is overwritten', () => {
    const framer = createFramer({ sampleRate: 1000, frameMs: 2 })
    const pcm = Int16Array.of(1)
    framer.push(pcm)
    pcm.fill(2)
    expect(framer.push(pcm)).toEqual([{ pcm: Int16Array.of(1, 2), atMs: 0 }])
  })

  it('begins at 0 again after a flush', () => {
    const framer = createFramer({ sampleRate: 1000, frameMs: 2 })
    framer.push(Int16Array.of(1, 2, 3))
    expect(framer.flush()).toEqual({ pcm: Int16Array.of(3), atMs: 2 })
    expect(framer.flush()).toBeUndefined()
    expect(framer.push(Int16Array.of(4, 5))).toEqual([{ pcm: Int16Array.of(4, 5), atMs: 0 }])
  })

  it.each([
    [{ sampleRate: 11_025 }, 'frameMs'],
    [{ frameMs: 0 }, 'frameMs'],
    [{ frameMs: Infinity }, 'frameMs'],
    [{ frameMs: NaN }, 'frameMs'],
    [{ sampleRate: -24_000, frameMs: -20 }, 'sampleRate'],
    [{ sampleRate: NaN }, 'sampleRate'],
  ])('refuses %j, which makes no whole samples', (bad, option) => {
    let error: unknown
    try {
      createFramer(bad)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(InvalidOptionError)
    expect(error).toMatchObject({ option })
  })
})

describe('joinFrames', () => {
  it('is the inverse of createFramer', () => {
    fc.assert(
      fc.property(chunks, options, (pieces, cutting) => {
        expect(joinFrames(cut(pieces, cutting), cutting)).toEqual(concat(pieces))
      }),
    )
  })

  it('does not depend on the order of frames that do not overlap', () => {
    fc.assert(
      fc.property(chunks, options, (pieces, cutting) => {
        expect(joinFrames([...cut(pieces, cutting)].reverse(), cutting)).toEqual(concat(pieces))
      }),
    )
  })

  it('is silent where a frame is missing', () => {
    const frame = (atMs: number) => ({ pcm: Int16Array.of(1, 2), atMs })
    expect(joinFrames([frame(1), frame(5)], { sampleRate: 1000 })).toEqual(Int16Array.of(0, 1, 2, 0, 0, 1, 2))
  })

  it('keeps the later frame of the list where two overlap', () => {
    const frames = [
      { pcm: Int16Array.of(1, 1, 1), atMs: 0 },
      { pcm: Int16Array.of(2), atMs: 1 },
    ]
    expect(joinFrames(frames, { sampleRate: 1000 })).toEqual(Int16Array.of(1, 2, 1))
  })

  it('returns no samples for no frames', () => {
    expect(joinFrames([])).toEqual(new Int16Array(0))
  })

  it('refuses a time before the beginning', () => {
    expect(() => joinFrames([{ pcm: new Int16Array(1), atMs: -20 }])).toThrow(InvalidOptionError)
  })
})
