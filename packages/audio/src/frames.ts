import { InvalidOptionError } from './errors.ts'
import { wireRate } from './pcm16.ts'

/** A frame of a PCM16 stream and its position in it. */
export interface Frame {
  readonly pcm: Int16Array
  /** Time of its first sample, in milliseconds from the first sample of the stream. */
  readonly atMs: number
}

/** Options of a framer. */
export interface FrameOptions {
  /** @defaultValue 24 000 samples a second */
  readonly sampleRate?: number
  /** Length of one frame. @defaultValue 20 milliseconds */
  readonly frameMs?: number
}

/** Splits one stream into frames of equal length. */
export interface Framer {
  /** Returns the frames that these samples complete; the rest is kept for the next call. */
  push(pcm: Int16Array): readonly Frame[]
  /** Returns the incomplete last frame, if there is one, and ends the stream: the next one begins at 0. */
  flush(): Frame | undefined
}

/**
 * Samples of one frame: 480 for 20 milliseconds at 24 000 samples a second.
 *
 * @example
 * frameLength()                                     // 480
 * frameLength({ sampleRate: 8_000, frameMs: 10 })   // 80
 *
 * @throws {InvalidOptionError} when a frame is not a whole number of samples.
 */
export const frameLength = ({ sampleRate = wireRate, frameMs = 20 }: FrameOptions = {}): number => {
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
 * Creates a framer: it splits a PCM16 stream that arrives in chunks of any length into frames.
 *
 * @example
 * const framer = createFramer({ frameMs: 40 })
 * for (const frame of framer.push(pcm)) connection.sendAudio(frame.pcm)
 * const shorter = framer.flush()
 *
 * @throws {InvalidOptionError} when a frame is not a whole number of samples.
 */
export const createFramer = (options: FrameOptions = {}): Framer => {
  const length = frameLength(options)
  const msPerSample = 1000 / (options.sampleRate ?? wireRate)
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
 * Joins frames at their times into one array, from time 0 to the end of the last frame. Gaps become silence; where two
 * frames overlap, the later one in the list is kept. The inverse of {@link createFramer}.
 *
 * @example
 * joinFrames([{ pcm: hello, atMs: 0 }, { pcm: goodbye, atMs: 1_500 }])
 *
 * @throws {InvalidOptionError} when a time is below 0.
 */
export const joinFrames = (
  frames: readonly Frame[],
  { sampleRate = wireRate }: Pick<FrameOptions, 'sampleRate'> = {},
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
