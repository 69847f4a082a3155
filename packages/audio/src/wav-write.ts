import { InvalidOption } from './errors/invalid-option.ts'
import { fromPcm16, toPcm16 } from './pcm16.ts'
import type { Samples } from './level.ts'
import { checkWavOptions, openDataSize, wavHeader, type WavOptions } from './wav-header.ts'

/** Writes a WAV file piece by piece, without holding it: whoever owns the file puts the bytes where they belong. */
export interface WavWriter {
  /** The bytes to begin the file with. They say that the size is open, so that even a file cut off can be read. */
  readonly header: Uint8Array
  /**
   * Gives the bytes of these samples, to be added to the file.
   *
   * @throws {InvalidOption} when the channels are not as many as stated, or differ in length, or 4 GiB are passed.
   */
  write(channels: readonly Samples[]): Uint8Array
  /** Gives the bytes to add at the end of the file, and those that take the place of the header, of the same length. */
  end(): { readonly tail: Uint8Array; readonly header: Uint8Array }
}

const interleavePcm16 = (channels: readonly Samples[], length: number): Uint8Array => {
  const bytes = new Uint8Array(length * channels.length * 2)
  const view = new DataView(bytes.buffer)
  channels.forEach((samples, channel) => {
    const pcm = samples instanceof Int16Array ? samples : toPcm16(samples)
    pcm.forEach((sample, i) => view.setInt16((i * channels.length + channel) * 2, sample, true))
  })
  return bytes
}

const interleaveFloat32 = (channels: readonly Samples[], length: number): Uint8Array => {
  const bytes = new Uint8Array(length * channels.length * 4)
  const view = new DataView(bytes.buffer)
  channels.forEach((samples, channel) => {
    const floats = samples instanceof Int16Array ? fromPcm16(samples) : samples
    floats.forEach((sample, i) => view.setFloat32((i * channels.length + channel) * 4, sample, true))
  })
  return bytes
}

/**
 * Begins a WAV file of 16-bit integers or 32-bit floats whose length is not known yet.
 *
 * @throws {InvalidOption} when a header cannot hold a value.
 */
export const createWavWriter = (options: WavOptions = {}): WavWriter => {
  const checked = checkWavOptions(options)
  let dataSize = 0
  return {
    header: wavHeader(checked, openDataSize),
    write: (channels) => {
      const lengths = channels.map(({ length }) => length)
      const length = lengths[0] ?? 0
      if (channels.length !== checked.channelCount)
        throw new InvalidOption('channels', lengths, `give ${checked.channelCount} of them`)
      if (lengths.some((other) => other !== length))
        throw new InvalidOption('channels', lengths, 'give channels of equal length')
      const bytes = (checked.encoding === 'float32' ? interleaveFloat32 : interleavePcm16)(channels, length)
      // Room for the header, and for the sizes that mean an open end.
      if (dataSize + bytes.length > 0x7ffe_ffff)
        throw new InvalidOption('channels', lengths, 'begin another file: this one holds 2 GiB')
      dataSize += bytes.length
      return bytes
    },
    end: () => ({ tail: new Uint8Array(dataSize % 2), header: wavHeader(checked, dataSize) }),
  }
}

/** What a WAV file is to hold. */
export interface WavContent extends Omit<WavOptions, 'channelCount'> {
  /** One array for each channel, all of the same length: floats in [-1, 1], or PCM16. */
  readonly channels: readonly Samples[]
}

/**
 * Gives a whole WAV file of 16-bit integers or 32-bit floats.
 *
 * @throws {InvalidOption} when there is no channel, their lengths differ, or a header cannot hold a value.
 */
export const writeWav = ({ channels, ...options }: WavContent): Uint8Array => {
  const writer = createWavWriter({ ...options, channelCount: channels.length })
  const data = writer.write(channels)
  const { header, tail } = writer.end()
  const file = new Uint8Array(header.length + data.length + tail.length)
  file.set(header)
  file.set(data, header.length)
  file.set(tail, header.length + data.length)
  return file
}
