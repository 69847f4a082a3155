import { decodePcm16Base64, writeWav } from '@vatel/audio'
import { sampleRate } from '@vatel/core'
import type { Tape } from '../rules/call-record.ts'
import { sampleAt } from '../rules/sample-at.ts'

interface Piece {
  readonly from: number
  readonly samples: Int16Array
}

const inOrder = (tape: Tape | undefined): readonly Tape[] => {
  const all: Tape[] = []
  for (let at = tape; at !== undefined; at = at.before) all.push(at)
  return all.reverse()
}

const cutAt = (pieces: readonly Piece[], end: number): Piece[] =>
  pieces
    .filter(({ from }) => from < end)
    .map(({ from, samples }) => ({ from, samples: samples.subarray(0, end - from) }))

/** Lays pieces end to end from the moment they came, as a client plays them: early ones wait for those before them. */
const layOut = (tape: Tape | undefined): readonly Piece[] => {
  let pieces: Piece[] = []
  let end = 0
  const seen = new Set<string>()
  const cancelled = new Set<string>()
  for (const { atMs, turnId, audio } of inOrder(tape)) {
    if (audio === undefined) {
      end = Math.min(end, sampleAt(atMs))
      pieces = cutAt(pieces, end)
      for (const turn of seen) cancelled.add(turn)
      continue
    }
    seen.add(turnId)
    if (cancelled.has(turnId)) continue
    const samples = typeof audio === 'string' ? decodePcm16Base64(audio) : audio
    const from = Math.max(end, sampleAt(atMs))
    pieces.push({ from, samples })
    end = from + samples.length
  }
  return pieces
}

const track = (pieces: readonly Piece[], length: number): Int16Array => {
  const samples = new Int16Array(length)
  for (const piece of pieces) samples.set(piece.samples, piece.from)
  return samples
}

/** What the two sides of a call have sent. */
interface Voices {
  readonly user?: Tape | undefined
  readonly agent?: Tape | undefined
}

/** Gives a call's recording as a WAV file, 24 000 Hz: the user left, the agent right as it could be heard. */
export const recordingOf = (call: Voices): Uint8Array => {
  const [user, agent] = [layOut(call.user), layOut(call.agent)]
  const length = Math.max(
    0,
    ...[user, agent]
      .map((pieces) => pieces.at(-1))
      .map((last) => (last === undefined ? 0 : last.from + last.samples.length)),
  )
  return writeWav({ sampleRate, channels: [track(user, length), track(agent, length)] })
}
