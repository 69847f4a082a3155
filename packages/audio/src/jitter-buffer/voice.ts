import { rise } from './fade.ts'
import type { SampleRing } from './sample-ring.ts'

/** Reads the ring aloud: in order, after a pause with a rising level, and over splices that lengthen or shorten it. */
export interface Voice {
  /** The content position reached; it never goes back. */
  readonly position: () => number
  /** Samples since the last begin. */
  readonly sounded: () => number
  /** Samples until the splice under way is over; 0 when there is none. */
  readonly spliceRemaining: () => number
  /** Goes to a position, rising from silence or at full level. */
  readonly begin: (position: number, rising: boolean) => void
  /** From here on melts into what lies `lag` samples ahead, or behind when negative, over as many samples as that is. */
  readonly splice: (lag: number) => void
  /** The sample that would sound `index` samples from now, if `to` is where the audio ends. */
  readonly ahead: (index: number, to: number) => number
  /** What has sounded, backwards from now to `from` and no further: it goes on without a step. */
  readonly behind: (index: number, from: number) => number
  /** Writes `count` samples and moves on by them. */
  readonly read: (out: Float32Array, offset: number, count: number) => void
}

/** Makes a voice that rises over `fadeSamples`. */
export const createVoice = (ring: SampleRing, fadeSamples: number): Voice => {
  let from = 0
  let lag = 0
  let length = 0
  let done = 0
  let sounded = 0

  const sample = (index: number): number => {
    const position = from + index
    if (index >= length) return ring.at(position + lag)
    const share = rise(index, length)
    return ring.at(position) * (1 - share) + ring.at(position + lag) * share
  }

  const settle = (): void => {
    if (done < length) return
    from += done + lag
    lag = 0
    length = 0
    done = 0
  }

  return {
    position: () => from + done + (length > 0 ? Math.trunc((done * lag) / length) : 0),
    sounded: () => sounded,
    spliceRemaining: () => length - done,
    begin: (position, rising) => {
      from = position
      lag = 0
      length = 0
      done = 0
      sounded = rising ? 0 : fadeSamples
    },
    splice: (towards) => {
      lag = towards
      length = Math.abs(towards)
      done = 0
    },
    ahead: (index, to) =>
      sample(Math.min(done + index, to - 1 - from - lag)) * rise(sounded + index, fadeSamples),
    behind: (index, earliest) => ring.at(Math.max(earliest, from - 1 - index)) * rise(sounded, fadeSamples),
    read: (out, offset, count) => {
      for (let i = 0; i < count; i++) out[offset + i] = sample(done + i) * rise(sounded + i, fadeSamples)
      done += count
      sounded += count
      settle()
    },
  }
}
