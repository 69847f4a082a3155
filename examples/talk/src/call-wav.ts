import { createWavWriter } from '@vatel/audio'
import { sampleRate } from '@vatel/core'

/** Destination of a file's bytes. */
export interface ByteSink {
  /** Appends bytes. */
  append(bytes: Uint8Array): void
  /** Overwrites the first bytes. */
  replaceStart(bytes: Uint8Array): void
}

/** Recording of a call: the user on the left, the agent as heard on the right, both on one clock. */
export interface CallWav {
  /** Adds microphone audio, with the time of its first sample. */
  user(pcm: Int16Array, atMs: number): void
  /** Adds loudspeaker audio, with the time of its first sample. */
  agent(pcm: Int16Array, atMs: number): void
  /** Writes the rest, and the lengths into the header. */
  end(): void
}

/** Tolerance for the timestamps of devices; only a longer gap becomes silence. */
const toleranceSamples = 60 * (sampleRate / 1_000)
/** A side without audio for this long counts as silent. */
const maxLagSamples = sampleRate

interface Track {
  readonly pieces: Int16Array[]
  /** Position of the next sample, from the start of the call. */
  end: number
}

const pushSilence = (track: Track, samples: number): void => {
  if (samples <= 0) return
  track.pieces.push(new Int16Array(samples))
  track.end += samples
}

/** Places samples end to end: rounded times would leave gaps of one sample, which click. */
const place = (track: Track, pcm: Int16Array, at: number): void => {
  const gap = at - track.end
  if (track.end === 0 || gap > toleranceSamples) pushSilence(track, gap)
  track.pieces.push(pcm)
  track.end += pcm.length
}

const take = (track: Track, samples: number): Int16Array => {
  const taken = new Int16Array(samples)
  let filled = 0
  while (filled < samples) {
    const [piece] = track.pieces
    if (piece === undefined) break
    const part = piece.subarray(0, samples - filled)
    taken.set(part, filled)
    filled += part.length
    if (part.length === piece.length) track.pieces.shift()
    else track.pieces[0] = piece.subarray(part.length)
  }
  return taken
}

/** Begins the recording; `startMs` is the time of its first sample. */
export const createCallWav = (sink: ByteSink, startMs: number): CallWav => {
  const writer = createWavWriter({ sampleRate, channelCount: 2 })
  const user: Track = { pieces: [], end: 0 }
  const agent: Track = { pieces: [], end: 0 }
  let written = 0

  const writeUpTo = (end: number): void => {
    if (end <= written) return
    sink.append(writer.write([take(user, end - written), take(agent, end - written)]))
    written = end
  }
  const record = (track: Track, other: Track) => (pcm: Int16Array, atMs: number) => {
    place(track, pcm, Math.round((atMs - startMs) * (sampleRate / 1_000)))
    pushSilence(other, track.end - maxLagSamples - other.end)
    writeUpTo(Math.min(user.end, agent.end))
  }

  sink.append(writer.header)
  return {
    user: record(user, agent),
    agent: record(agent, user),
    end: () => {
      writeUpTo(Math.max(user.end, agent.end))
      const { header, tail } = writer.end()
      sink.append(tail)
      sink.replaceStart(header)
    },
  }
}
