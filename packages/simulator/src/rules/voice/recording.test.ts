import { encodePcm16Base64, readWav, toPcm16 } from '@vatel/audio'
import type { ServerMessage } from '@vatel/core'
import fc from 'fast-check'
import { recordOutput, type CallHistory } from '../call/call-history.ts'
import type { AudioTrack } from './recording.ts'
import { createUserRecorder, recordingOf } from './recording.ts'

type Piece = Omit<AudioTrack, 'before'>

const track = (...pieces: readonly Piece[]): AudioTrack | undefined =>
  pieces.reduce<AudioTrack | undefined>((before, piece) => ({ ...piece, before }), undefined)

/** A constant signal of `ms` milliseconds. */
const flat = (ms: number, value: number): Int16Array => new Int16Array(ms * 24).fill(value)

const piece = (atMs: number, turnId: string, ms: number, value: number): Piece => ({
  atMs,
  turnId,
  audio: encodePcm16Base64(flat(ms, value)),
})

const audioOf = (turn_id: string, ms: number, value: number): ServerMessage => ({
  type: 'response_audio',
  data: { turn_id, audio: encodePcm16Base64(flat(ms, value)), is_final: false },
})

const cut = (atMs: number): Piece => ({ atMs, turnId: '', audio: { type: 'interruption', data: {} } })

/** Values of a recording with the millisecond at which each begins. */
const steps = (samples: Int16Array | undefined): readonly string[] =>
  [...(samples ?? [])].flatMap((value, at, all) => (value === all[at - 1] ? [] : [`${at / 24}: ${value}`]))

const tracks = (user: AudioTrack | undefined, agent: AudioTrack | undefined) => {
  const { channels, sampleRate } = readWav(recordingOf({ user, agent }))
  expect(sampleRate).toBe(24_000)
  return channels.map((channel) => steps(toPcm16(channel)))
}

describe('recordingOf', () => {
  it('places the user left and the agent right, each at its time', () => {
    const user = track(
      { atMs: 20, turnId: 'user', audio: flat(20, 1) },
      { atMs: 40, turnId: 'user', audio: flat(20, 2) },
    )
    expect(tracks(user, track(piece(10, 'a', 20, 9)))).toEqual([
      ['0: 0', '20: 1', '40: 2'],
      ['0: 0', '10: 9', '30: 0'],
    ])
  })

  it('plays a burst at real time', () => {
    const agent = track(
      piece(10, 'a', 20, 5),
      piece(10, 'a', 20, 6),
      piece(15, 'a', 20, 7),
      piece(100, 'a', 20, 8),
    )
    expect(tracks(undefined, agent)[1]).toEqual(['0: 0', '10: 5', '30: 6', '50: 7', '70: 0', '100: 8'])
  })

  it('cuts the agent at an interruption, and omits late chunks of that turn', () => {
    const agent = track(
      piece(0, 'a', 40, 5),
      piece(0, 'a', 40, 6),
      cut(50),
      piece(60, 'a', 40, 7),
      piece(90, 'b', 10, 8),
    )
    expect(tracks(undefined, agent)[1]).toEqual(['0: 5', '40: 6', '50: 0', '90: 8'])
  })

  it('has a turn under the id of a cancelled one from the end of the user on, as a client plays it', () => {
    const sent: readonly (readonly [atMs: number, output: ServerMessage])[] = [
      [0, audioOf('a', 40, 5)],
      [20, { type: 'interruption', data: {} }],
      [30, audioOf('a', 40, 6)],
      [50, { type: 'speech_stopped', data: {} }],
      [60, audioOf('a', 10, 7)],
    ]
    const history = sent.reduce<CallHistory>(
      (record, [atMs, action]) => recordOutput(record, { atMs, action }),
      { id: '', agentId: '', versionId: '', startedAtMs: 0, entries: [] },
    )
    expect(tracks(undefined, history.agent)[1]).toEqual(['0: 5', '20: 0', '60: 7'])
  })

  it('is empty for a call without audio', () => {
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

/** Every chunk on its own. */
const onePiece = (pieces: readonly MicrophonePiece[]): AudioTrack | undefined =>
  pieces.reduce<AudioTrack | undefined>(
    (before, { pcm, atMs }) => ({ atMs, turnId: 'user', audio: pcm, before }),
    undefined,
  )

const inBlocks = (pieces: readonly MicrophonePiece[]): AudioTrack | undefined => {
  const track = createUserRecorder()
  for (const { pcm, atMs } of pieces) track.add(pcm, atMs)
  return track.read()
}

const blocksOf = (track: AudioTrack | undefined): number =>
  track === undefined ? 0 : 1 + blocksOf(track.before)

const pcm = (samples: number, value: number) => new Int16Array(samples).fill(value)

describe('createUserRecorder', () => {
  it('places every sample as a track of single chunks does', () => {
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

  it('keeps a minute of frames in sixty blocks, and none for a silence without frames', () => {
    const frames = Array.from({ length: 3_000 }, (_, at) => ({ pcm: pcm(480, 1), atMs: at * 20 + 20 }))
    expect(blocksOf(inBlocks(frames))).toBe(61)
    expect(blocksOf(inBlocks([...frames, { pcm: pcm(480, 1), atMs: 3_600_000 }]))).toBe(62)
  })

  it('returns undefined when nothing came', () => {
    expect(inBlocks([])).toBeUndefined()
    expect(inBlocks([{ pcm: pcm(0, 1), atMs: 20 }])).toBeUndefined()
  })
})
