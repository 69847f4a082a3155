import { InvalidOptionError } from '../errors.ts'
import { wireRate } from '../pcm16.ts'
import { createWavWriter } from '../wav/write-wav.ts'
import { closeContext, openContext, startContext } from './contexts.ts'
import type { RecordedFrame } from './frame-recorder.ts'
import {
  defaultWorkletUrl,
  openWorklet,
  type PageBlob,
  type PageMediaStream,
  type WorkletUrl,
} from './opening.ts'

/** Side of a recording: the channel of its file. */
export type RecordedSide = 'left' | 'right'

/** Options of a recorder. */
export interface StereoRecorderOptions {
  /**
   * URL of `@vatel/audio/worklets/voice.js`.
   *
   * @defaultValue beside the module, where bundlers put it
   */
  readonly workletUrl?: WorkletUrl
  /** Longest recording. At 5.8 MB a minute, an hour has 346 MB. @defaultValue 60 minutes */
  readonly maxMinutes?: number
}

/** A recording of two streams, one in each channel. */
export interface StereoRecorder {
  /** Records a stream on this side in place of the one before; `undefined` records silence. */
  readonly use: (side: RecordedSide, stream: PageMediaStream | undefined) => void
  /** Ends the recording. */
  readonly stop: () => void
  /** Length of the recording so far, in milliseconds. */
  readonly durationMs: number
  /**
   * The WAV file: two channels of PCM16 at 24 kHz. Resolves after `stop`, or after `maxMinutes`.
   *
   * @throws {WorkletNotLoadedError} (as a rejection) when the worklet file is not at its URL.
   */
  readonly file: Promise<PageBlob>
}

/** Length of a block, in samples. Two of them are in memory; finished ones are blobs, which browsers keep on the disk. */
const blockSamples = 10 * wireRate

/** Two channels that are joined by the times of their frames. */
export interface StereoBlocks {
  readonly add: (side: RecordedSide, frame: RecordedFrame) => void
  /** Writes what is left. */
  readonly end: () => void
  /** Samples of each channel that came so far. */
  readonly length: number
}

/** A WAV writer allocates its bytes: they are never shared, which older libraries cannot say. */
const toPart = (bytes: Uint8Array): BlobPart => bytes as BlobPart

/** Joins the frames of two recorders of one context. Where one of them has none, its channel is silent. */
export const createStereoBlocks = (
  write: (channels: readonly [Int16Array, Int16Array]) => void,
): StereoBlocks => {
  const channels = { left: new Int16Array(2 * blockSamples), right: new Int16Array(2 * blockSamples) }
  const ends = { left: 0, right: 0 }
  let zero: number | undefined
  let written = 0

  const length = () => Math.max(ends.left, ends.right)

  const writeFirst = (count: number): void => {
    write([channels.left.slice(0, count), channels.right.slice(0, count)])
    written += count
    for (const channel of Object.values(channels)) {
      channel.copyWithin(0, count)
      channel.fill(0, channel.length - count)
    }
  }

  return {
    add: (side, { pcm, atSeconds }) => {
      const at = Math.round(atSeconds * wireRate)
      zero ??= at
      // Rounding must not move a frame against the one before it.
      const start = Math.abs(at - zero - ends[side]) <= 1 ? ends[side] : at - zero
      while (start + pcm.length > written + 2 * blockSamples) writeFirst(blockSamples)
      if (start < written) return
      channels[side].set(pcm, start - written)
      ends[side] = start + pcm.length
      if (Math.min(ends.left, ends.right) >= written + blockSamples) writeFirst(blockSamples)
    },
    end: () => {
      while (length() > written) writeFirst(Math.min(blockSamples, length() - written))
    },
    get length() {
      return length()
    },
  }
}

/** One side of a graph: the stream that is recorded, and its nodes. */
interface Side {
  stream: MediaStream | undefined
  source: MediaStreamAudioSourceNode | undefined
  node: AudioWorkletNode | undefined
}

/**
 * Records two streams into one WAV file: `left` and `right` are its channels, in one time. The streams may come and go
 * while it records.
 *
 * @example
 * const recorder = createStereoRecorder({ maxMinutes: 10 })
 * recorder.use('left', await navigator.mediaDevices.getUserMedia({ audio: true }))
 * saveButton.onclick = async () => {
 *   recorder.stop()
 *   show(URL.createObjectURL(await recorder.file))
 * }
 *
 * @throws {InvalidOptionError} for a `maxMinutes` that is not above zero, or exceeds 700: a WAV file has at most 4 GiB.
 */
export const createStereoRecorder = (options: StereoRecorderOptions = {}): StereoRecorder => {
  const { workletUrl = defaultWorkletUrl(), maxMinutes = 60 } = options
  if (!(maxMinutes > 0 && maxMinutes <= 700))
    throw new InvalidOptionError('maxMinutes', maxMinutes, 'give a number of minutes above 0, at most 700')
  const maxSamples = maxMinutes * 60 * wireRate
  const writer = createWavWriter({ sampleRate: wireRate, channelCount: 2 })
  const parts: Blob[] = []
  const blocks = createStereoBlocks((channels) => parts.push(new Blob([toPart(writer.write(channels))])))
  const sides: Readonly<Record<RecordedSide, Side>> = {
    left: { stream: undefined, source: undefined, node: undefined },
    right: { stream: undefined, source: undefined, node: undefined },
  }
  let resolve: (file: Blob) => void = () => undefined
  let reject: (error: unknown) => void = () => undefined
  const file = new Promise<Blob>((...settle) => ([resolve, reject] = settle))
  // It is awaited later, or by nobody.
  file.catch(() => undefined)
  let context: AudioContext | undefined
  let isDone = false

  const finish = (settle: () => void): void => {
    if (isDone) return
    isDone = true
    for (const { node, source } of Object.values(sides)) {
      source?.disconnect()
      if (node !== undefined) node.port.onmessage = null
    }
    if (context !== undefined) closeContext(context)
    settle()
  }
  const stop = (): void =>
    finish(() => {
      blocks.end()
      resolve(new Blob([toPart(writer.end().header), ...parts], { type: 'audio/wav' }))
    })

  const connect = (side: Side): void => {
    side.source?.disconnect()
    side.source = undefined
    if (context === undefined || side.node === undefined || side.stream === undefined || isDone) return
    side.source = context.createMediaStreamSource(side.stream)
    side.source.connect(side.node)
  }

  const open = async (): Promise<void> => {
    const opened = openContext()
    context = opened
    void startContext(opened)
    // Side by side: a recording begins with both channels.
    const [left, right] = await Promise.all([
      openWorklet(opened, 'vatel-recorder', workletUrl),
      openWorklet(opened, 'vatel-recorder', workletUrl),
    ])
    if (isDone) return
    const nodes = { left, right }
    for (const name of ['left', 'right'] as const) {
      const node = nodes[name]
      node.port.onmessage = ({ data }: MessageEvent<RecordedFrame>) => {
        blocks.add(name, data)
        if (blocks.length >= maxSamples) stop()
      }
      // Some browsers process only nodes that lead to the destination; the worklet outputs silence.
      node.connect(opened.destination)
      sides[name].node = node
      connect(sides[name])
    }
  }

  return {
    use: (name, stream) => {
      if (isDone || sides[name].stream === stream) return
      sides[name].stream = stream
      if (context !== undefined) connect(sides[name])
      else open().catch((error: unknown) => finish(() => reject(error)))
    },
    stop,
    get durationMs() {
      return (blocks.length / wireRate) * 1_000
    },
    file,
  }
}
