import { encodePcm16Base64, readWav, toPcm16 } from '@vatel/audio'
import fc from 'fast-check'
import type { AudioTrack } from './recording.ts'
import { createUserRecorder, recordingOf } from './recording.ts'

type Piece = Omit<AudioTrack, 'before'>

const tape = (...pieces: readonly Piece[]): AudioTrack | undefined =>
  pieces.reduce<AudioTrack | undefined>((before, piece) => ({ ...piece, before }), undefined)

/** So many milliseconds of one value. */
const flat = (ms: number, value: number): Int16Array => new Int16Array(ms * 24).fill(value)

const said = (atMs: number, turnId: string, ms: number, value: number): Piece => ({
  atMs,
  turnId,
  audio: encodePcm16Base64(flat(ms, value)),
})

const cut = (atMs: number): Piece => ({ atMs, turnId: '', audio: undefined })

/** What a recording holds, as values with the millisecond at which each begins. */
const steps = (samples: Int16Array | undefined): readonly string[] =>
  [...(samples ?? [])].flatMap((value, at, all) => (value === all[at - 1] ? [] : [`${at / 24}: ${value}`]))

const tracks = (user: AudioTrack | undefined, agent: AudioTrack | undefined) => {
  const { channels, sampleRate } = readWav(recordingOf({ user, agent }))
  expect(sampleRate).toBe(24_000)
  return channels.map((channel) => steps(toPcm16(channel)))
}

describe('recordingOf', () => {
  it('puts the user left and the agent right, each when it sounded', () => {
    const user = tape(
      { atMs: 20, turnId: 'user', audio: flat(20, 1) },
      { atMs: 40, turnId: 'user', audio: flat(20, 2) },
    )
    expect(tracks(user, tape(said(10, 'a', 20, 9)))).toEqual([
      ['0: 0', '20: 1', '40: 2'],
      ['0: 0', '10: 9', '30: 0'],
    ])
  })

  it('lets a burst play at its own pace', () => {
    const agent = tape(
      said(10, 'a', 20, 5),
      said(10, 'a', 20, 6),
      said(15, 'a', 20, 7),
      said(100, 'a', 20, 8),
    )
    expect(tracks(undefined, agent)[1]).toEqual(['0: 0', '10: 5', '30: 6', '50: 7', '70: 0', '100: 8'])
  })

  it('cuts the agent off where it was interrupted, and keeps late chunks of that turn out', () => {
    const agent = tape(
      said(0, 'a', 40, 5),
      said(0, 'a', 40, 6),
      cut(50),
      said(60, 'a', 40, 7),
      said(90, 'b', 10, 8),
    )
    expect(tracks(undefined, agent)[1]).toEqual(['0: 5', '40: 6', '50: 0', '90: 8'])
  })

  it('is empty for a call in which nothing sounded', () => {
    expect(tracks(undefined, undefined)).toEqual([[], []])
  })
})

interface MicrophonePiece {
  readonly pcm: Int16Array
  readonly atMs: number
}

const heardFrom = (user: AudioTrack | undefined): Int16Array => {
  const [left = new Float32Array(0)] = readWav(recordingOf({ user })).channels
  return toPcm16(left)
}

/** Every piece for itself. */
const onePiece = (pieces: readonly MicrophonePiece[]): AudioTrack | undefined =>
  pieces.reduce<AudioTrack | undefined>(
    (before, { pcm, atMs }) => ({ atMs, turnId: 'user', audio: pcm, before }),
    undefined,
  )

const inBlocks = (pieces: readonly MicrophonePiece[]): AudioTrack | undefined => {
  const tape = createUserRecorder()
  for (const { pcm, atMs } of pieces) tape.add(pcm, atMs)
  return tape.read()
}

const blocksOf = (tape: AudioTrack | undefined): number =>
  tape === undefined ? 0 : 1 + blocksOf(tape.before)

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
        const [recorded, expected] = [heardFrom(inBlocks(pieces)), heardFrom(onePiece(pieces))]
        expect(recorded.length).toBe(expected.length)
        expect(recorded.findIndex((sample, at) => sample !== expected[at])).toBe(-1)
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
