import { InvalidOptionError } from './errors/invalid-option.ts'

/** A piece of a PCM16 stream and its place in it. */
export interface Frame {
  readonly pcm: Int16Array
  /** When its first sample sounds, in milliseconds from the first sample of the stream. */
  readonly atMs: number
}

/** How a stream is cut. */
export interface FrameOptions {
  /** @defaultValue 24 000 samples a second */
  readonly sampleRate?: number
  /** Length of one frame. @defaultValue 20 milliseconds */
  readonly frameMs?: number
}

/** Cuts one stream into frames of equal length. */
export interface Framer {
  /** Gives the frames that these samples complete; what is left waits for the next call. */
  push(pcm: Int16Array): readonly Frame[]
  /** Gives what is left, shorter than a frame, if there is any, and ends the stream: the next one begins at 0. */
  flush(): Frame | undefined
}

/**
 * Gives how many samples a frame has: 480 for 20 milliseconds at 24 000 samples a second.
 *
 * @throws {InvalidOptionError} when that is no whole number of samples.
 */
export const frameLength = ({ sampleRate = 24_000, frameMs = 20 }: FrameOptions = {}): number => {
  const length = (sampleRate * frameMs) / 1000
  if (!(sampleRate > 0))
    throw new InvalidOptionError('sampleRate', sampleRate, 'give samples a second, above zero')
  if (!(length >= 1 && Number.isInteger(length)))
    throw new InvalidOptionError(
      'frameMs',
      frameMs,
      `give whole samples at ${sampleRate} a second, at least one`,
    )
  return length
}

/**
 * Makes a cutter of PCM16 streams into frames, however the stream arrives.
 *
 * @throws {InvalidOptionError} when a frame is no whole number of samples.
 */
export const createFramer = (options: FrameOptions = {}): Framer => {
  const length = frameLength(options)
  const msPerSample = 1000 / (options.sampleRate ?? 24_000)
  let rest = new Int16Array(0)
  let cut = 0

  return {
    push: (pcm) => {
      const all = new Int16Array(rest.length + pcm.length)
      all.set(rest)
      all.set(pcm, rest.length)
      const frames: Frame[] = []
      let at = 0
      for (; at + length <= all.length; at += length, cut += length)
        frames.push({ pcm: all.slice(at, at + length), atMs: cut * msPerSample })
      rest = all.subarray(at)
      return frames
    },
    flush: () => {
      const last = { pcm: rest.slice(), atMs: cut * msPerSample }
      rest = new Int16Array(0)
      cut = 0
      return last.pcm.length > 0 ? last : undefined
    },
  }
}

/**
 * Lays frames at their times into one stretch of sound, from time 0 to the end of the last: silence where none is, and
 * the later in the list where two overlap. Undoes {@link createFramer}.
 *
 * @throws {InvalidOptionError} when a time lies before 0.
 */
export const joinFrames = (
  frames: readonly Frame[],
  { sampleRate = 24_000 }: Pick<FrameOptions, 'sampleRate'> = {},
): Int16Array => {
  const placed = frames.map(({ pcm, atMs }) => {
    if (!(atMs >= 0))
      throw new InvalidOptionError('atMs', atMs, 'give milliseconds from the beginning of the stream')
    return { pcm, at: Math.round((atMs * sampleRate) / 1000) }
  })
  const joined = new Int16Array(placed.reduce((end, { pcm, at }) => Math.max(end, at + pcm.length), 0))
  for (const { pcm, at } of placed) joined.set(pcm, at)
  return joined
}
