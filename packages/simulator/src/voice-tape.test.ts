import { readWav, toPcm16 } from '@vatel/audio'
import fc from 'fast-check'
import { recordingOf } from './rest/recording.ts'
import type { Tape } from './rules/call-record.ts'
import { createVoiceTape } from './voice-tape.ts'

interface Piece {
  readonly pcm: Int16Array
  readonly atMs: number
}

const heardFrom = (user: Tape | undefined): Int16Array => {
  const [left = new Float32Array(0)] = readWav(recordingOf({ user })).channels
  return toPcm16(left)
}

/** Every piece for itself. */
const onePiece = (pieces: readonly Piece[]): Tape | undefined =>
  pieces.reduce<Tape | undefined>(
    (before, { pcm, atMs }) => ({ atMs, turnId: 'user', audio: pcm, before }),
    undefined,
  )

const inBlocks = (pieces: readonly Piece[]): Tape | undefined => {
  const tape = createVoiceTape()
  for (const { pcm, atMs } of pieces) tape.add(pcm, atMs)
  return tape.read()
}

const blocksOf = (tape: Tape | undefined): number => (tape === undefined ? 0 : 1 + blocksOf(tape.before))

const pcm = (samples: number, value: number) => new Int16Array(samples).fill(value)

describe('a tape of a voice', () => {
  it('has every sample at the moment at which it has it that keeps each piece for itself', () => {
    const piece = fc.record({
      samples: fc.integer({ min: 1, max: 60_000 }),
      value: fc.integer({ min: -9, max: 9 }),
      afterMs: fc.double({ min: 0, max: 3_000, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (drawn) => {
        let atMs = 0
        const pieces = drawn.map(({ samples, value, afterMs }) => {
          atMs += afterMs
          return { pcm: pcm(samples, value), atMs }
        })
        const [told, expected] = [heardFrom(inBlocks(pieces)), heardFrom(onePiece(pieces))]
        expect(told.length).toBe(expected.length)
        expect(told.findIndex((sample, at) => sample !== expected[at])).toBe(-1)
      }),
      { numRuns: 40 },
    )
  })

  it('keeps a minute of frames in sixty blocks, and none for a silence in which nothing came', () => {
    const frames = Array.from({ length: 3_000 }, (_, at) => ({ pcm: pcm(480, 1), atMs: at * 20 + 20 }))
    expect(blocksOf(inBlocks(frames))).toBe(61)
    expect(blocksOf(inBlocks([...frames, { pcm: pcm(480, 1), atMs: 3_600_000 }]))).toBe(62)
  })

  it('is nothing when nothing came', () => {
    expect(inBlocks([])).toBeUndefined()
    expect(inBlocks([{ pcm: pcm(0, 1), atMs: 20 }])).toBeUndefined()
  })
})
