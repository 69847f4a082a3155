/** How a WAV file writes one sample. */
export interface WavFormat {
  readonly encoding: 'integer' | 'float'
  /** Size of one sample in the file: 8 (without a sign), 16, 24 or 32 bits. */
  readonly bitsPerSample: number
}

/** Reads one sample as a float in [-1, 1]. */
export type ReadSample = (view: DataView, at: number) => number

const readers: Readonly<Record<WavFormat['encoding'], ReadonlyMap<number, ReadSample>>> = {
  integer: new Map<number, ReadSample>([
    [8, (view, at) => (view.getUint8(at) - 128) / 128],
    [16, (view, at) => view.getInt16(at, true) / 2 ** 15],
    [24, (view, at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 2 ** 23],
    [32, (view, at) => view.getInt32(at, true) / 2 ** 31],
  ]),
  float: new Map<number, ReadSample>([[32, (view, at) => view.getFloat32(at, true)]]),
}

/** The sizes of a sample that are read, for each encoding. */
export const readableBits = (encoding: WavFormat['encoding']): readonly number[] => [
  ...readers[encoding].keys(),
]

/** Gives the way to read a sample; `undefined` for a size that is not read. */
export const sampleReader = ({ encoding, bitsPerSample }: WavFormat): ReadSample | undefined =>
  readers[encoding].get(bitsPerSample)
