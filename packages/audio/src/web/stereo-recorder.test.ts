import { InvalidOptionError } from '../errors.ts'
import { createStereoBlocks, createStereoRecorder, type RecordedSide } from './stereo-recorder.ts'

/** Joins frames of 480 samples, each filled with one value, and returns the runs of equal samples of each channel. */
const join = (frames: readonly (readonly [side: RecordedSide, at: number, value: number])[]) => {
  const written: Record<RecordedSide, number[]> = { left: [], right: [] }
  const sizes: number[] = []
  const blocks = createStereoBlocks(([left, right]) => {
    for (const sample of left) written.left.push(sample)
    for (const sample of right) written.right.push(sample)
    sizes.push(left.length)
  })
  for (const [side, at, value] of frames)
    blocks.add(side, { pcm: new Int16Array(480).fill(value), atSeconds: 100 + at / 24_000 })
  blocks.end()
  const runs = (samples: readonly number[]) => {
    const all: [value: number, count: number][] = []
    for (const value of samples) {
      const last = all.at(-1)
      if (last?.[0] === value) last[1] += 1
      else all.push([value, 1])
    }
    return all
  }
  return { left: runs(written.left), right: runs(written.right), sizes }
}

describe('the channels of a recording', () => {
  it('are joined by the times of their frames', () => {
    expect(
      join([
        ['left', 0, 1],
        ['left', 480, 2],
        ['right', 720, 9],
        ['left', 960, 3],
      ]),
    ).toEqual({
      left: [
        [1, 480],
        [2, 480],
        [3, 480],
      ],
      right: [
        [0, 720],
        [9, 480],
        [0, 240],
      ],
      sizes: [1_440],
    })
  })

  it('do not shift by the rounding of a time', () => {
    expect(
      join([
        ['left', 0, 1],
        ['left', 480.6, 2],
        ['left', 959.4, 3],
      ]).left,
    ).toEqual([
      [1, 480],
      [2, 480],
      [3, 480],
    ])
  })

  it('are written in blocks, also when one of them has no frames', () => {
    const frames = Array.from({ length: 1_501 }, (_, at) => ['left', at * 480, 1] as const)
    const { left, right, sizes } = join(frames)
    expect([left, right]).toEqual([[[1, 720_480]], [[0, 720_480]]])
    expect(sizes).toEqual([240_000, 240_000, 240_000, 480])
  })

  it.each([0, -1, NaN, 701])('are not recorded for %s minutes', (maxMinutes) => {
    expect(() => createStereoRecorder({ maxMinutes, workletUrl: '/voice.js' })).toThrow(InvalidOptionError)
  })
})
