import { decodePcm16Base64, writeWav } from '@vatel/audio'
import { canPlay, initialPlayback, reducePlayback, sampleRate, type ServerMessage } from '@vatel/core'

/** Chunks of audio as a linked list, latest first: adding one is O(1) however long the call is. */
export interface AudioTrack {
  /** Arrival time of this chunk, in milliseconds after the start of the call. */
  readonly atMs: number
  /** Id of its turn. */
  readonly turnId: string
  /** Base64 of PCM16, or samples; or the message that decides which turns may sound from then on. */
  readonly audio: string | Int16Array | ServerMessage
  /** The chunk before it. */
  readonly before: AudioTrack | undefined
}

/** Index of the sample at `atMs` after the start of the call. */
const sampleAt = (atMs: number): number => Math.round((atMs * sampleRate) / 1_000)

/** Recorder of the user's audio. */
interface UserRecorder {
  /** Adds a chunk that arrived `atMs` after the start of the call; an early one follows the last. */
  add(pcm: Int16Array, atMs: number): void
  /** Returns everything recorded; `undefined` if nothing came. */
  read(): AudioTrack | undefined
}

/**
 * Creates a recorder. Audio is copied into blocks of one second, so that a long call does not keep thousands of
 * chunks.
 */
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

const inOrder = (track: AudioTrack | undefined): readonly AudioTrack[] => {
  const all: AudioTrack[] = []
  for (let at = track; at !== undefined; at = at.before) all.push(at)
  return all.reverse()
}

const cutAt = (pieces: readonly Piece[], end: number): Piece[] =>
  pieces
    .filter(({ from }) => from < end)
    .map(({ from, samples }) => ({ from, samples: samples.subarray(0, end - from) }))

/** A message by which core's playback tracker knows a turn. */
const turnOf = (turnId: string): ServerMessage => ({
  type: 'response_audio',
  data: { turn_id: turnId, audio: '', is_final: false },
})

/** Schedules chunks as a client plays them: from their arrival, an early one after those before it. */
const layOut = (track: AudioTrack | undefined): readonly Piece[] => {
  let pieces: Piece[] = []
  let end = 0
  let playback = initialPlayback
  for (const { atMs, turnId, audio } of inOrder(track)) {
    const isSound = typeof audio === 'string' || audio instanceof Int16Array
    playback = reducePlayback(playback, isSound ? turnOf(turnId) : audio)
    if (!isSound && audio.type === 'interruption') {
      end = Math.min(end, sampleAt(atMs))
      pieces = cutAt(pieces, end)
    }
    if (!isSound || !canPlay(playback, turnId)) continue
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

/** Audio of both sides of a call. */
interface Voices {
  readonly user?: AudioTrack | undefined
  readonly agent?: AudioTrack | undefined
}

/** Writes the recording of a call as a WAV file, 24 000 Hz: the user left, the agent right as it was audible. */
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
