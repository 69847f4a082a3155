import { decodePcm16Base64, writeWav } from '@vatel/audio'
import { sampleRate } from '@vatel/core'

/** Pieces of sound, the last first, so that adding one copies nothing however long the call. */
export interface AudioTrack {
  /** When this piece came, in milliseconds after the call began. */
  readonly atMs: number
  /** The turn it belongs to. */
  readonly turnId: string
  /** Base64 of PCM16, or the samples of it; nothing where every turn before it is cut off. */
  readonly audio: string | Int16Array | undefined
  /** What came before it. */
  readonly before: AudioTrack | undefined
}

/** Tells which sample sounds at a moment of a call, in milliseconds after it began. */
const sampleAt = (atMs: number): number => Math.round((atMs * sampleRate) / 1_000)

/** What records the voice of a user. */
interface UserRecorder {
  /** Takes in a piece that came so many milliseconds after the call began; one that is early follows the last. */
  add(pcm: Int16Array, atMs: number): void
  /** Gives all of it; nothing when nothing came. */
  read(): AudioTrack | undefined
}

/** Begins to record. What comes is copied into blocks of a second, so that a long call is not kept in thousands of pieces. */
export const createUserRecorder = (): UserRecorder => {
  const blocks = new Map<number, Int16Array>()
  let end = 0
  const blockOf = (second: number): Int16Array => {
    const block = blocks.get(second) ?? new Int16Array(sampleRate)
    blocks.set(second, block)
    return block
  }
  return {
    add(pcm, atMs) {
      if (pcm.length === 0) return
      end = Math.max(end, sampleAt(atMs))
      for (let at = 0; at < pcm.length;) {
        const place = end % sampleRate
        const part = pcm.subarray(at, at + sampleRate - place)
        blockOf((end - place) / sampleRate).set(part, place)
        at += part.length
        end += part.length
      }
    },
    read: () =>
      [...blocks].reduce<AudioTrack | undefined>(
        (before, [second, block]) => ({
          atMs: second * 1_000,
          turnId: 'user',
          audio: block.subarray(0, end - second * sampleRate),
          before,
        }),
        undefined,
      ),
  }
}

interface Piece {
  readonly from: number
  readonly samples: Int16Array
}

const inOrder = (tape: AudioTrack | undefined): readonly AudioTrack[] => {
  const all: AudioTrack[] = []
  for (let at = tape; at !== undefined; at = at.before) all.push(at)
  return all.reverse()
}

const cutAt = (pieces: readonly Piece[], end: number): Piece[] =>
  pieces
    .filter(({ from }) => from < end)
    .map(({ from, samples }) => ({ from, samples: samples.subarray(0, end - from) }))

/** Lays pieces end to end from the moment they came, as a client plays them: early ones wait for those before them. */
const layOut = (tape: AudioTrack | undefined): readonly Piece[] => {
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
  readonly user?: AudioTrack | undefined
  readonly agent?: AudioTrack | undefined
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
