import { encodePcm16Base64, readWav, toPcm16 } from '@vatel/audio'
import type { Tape } from '../rules/call-record.ts'
import { recordingOf } from './recording.ts'

type Piece = Omit<Tape, 'before'>

const tape = (...pieces: readonly Piece[]): Tape | undefined =>
  pieces.reduce<Tape | undefined>((before, piece) => ({ ...piece, before }), undefined)

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

const tracks = (user: Tape | undefined, agent: Tape | undefined) => {
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
