import fc from 'fast-check'
import { InvalidOptionError, InvalidWavError } from '../errors.ts'
import { fromPcm16 } from '../pcm16.ts'
import { readWav } from './read-wav.ts'
import { createWavWriter, growDataSize, writeWav } from './write-wav.ts'

const ascii = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0))
const u16 = (value: number): number[] => [value & 255, value >> 8]
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)]
const chunk = (name: string, body: readonly number[], size = body.length): number[] => [
  ...ascii(name),
  ...u32(size),
  ...body,
  ...(body.length % 2 === 1 ? [0] : []),
]
const riff = (chunks: readonly number[], size = chunks.length + 4): Uint8Array =>
  Uint8Array.of(...ascii('RIFF'), ...u32(size), ...ascii('WAVE'), ...chunks)

interface Fields {
  readonly tag?: number
  readonly channels?: number
  readonly sampleRate?: number
  readonly bits?: number
  readonly block?: number
  readonly byteRate?: number
}

const fmt = ({ tag = 1, channels = 1, sampleRate = 8000, bits = 16, ...lies }: Fields = {}): number[] => {
  const { block = (channels * bits) / 8, byteRate = sampleRate * block } = lies
  return [...u16(tag), ...u16(channels), ...u32(sampleRate), ...u32(byteRate), ...u16(block), ...u16(bits)]
}

const guidTail = [0, 0, 0, 0, 16, 0, 128, 0, 0, 170, 0, 56, 155, 113]
const extensible = (fields: Fields, subFormat = 1, validBits = fields.bits ?? 16): number[] => [
  ...fmt({ ...fields, tag: 0xfffe }),
  ...u16(22),
  ...u16(validBits),
  ...u32(0),
  ...u16(subFormat),
  ...guidTail,
]

const samplesOf = (bytes: Uint8Array): number[][] => readWav(bytes).channels.map((channel) => [...channel])
const plain = (data: readonly number[], fields: Fields = {}): Uint8Array =>
  riff([...chunk('fmt ', fmt(fields)), ...chunk('data', data)])
const two = [...u16(16_384), ...u16(0x10000 - 16_384)]

const faultOf = (bytes: Uint8Array): unknown => {
  try {
    readWav(bytes)
  } catch (error) {
    return error
  }
  return undefined
}

describe('readWav', () => {
  it.each<[string, number[], Fields, number[][]]>([
    ['8-bit integers', [0, 128, 255], { bits: 8 }, [[-1, 0, 127 / 128]]],
    ['16-bit integers', [0, 128, 0, 0, 255, 127], {}, [[-1, 0, 32_767 / 32_768]]],
    ['24-bit integers', [0, 0, 128, 1, 0, 0, 255, 255, 127], { bits: 24 }, [[-1, 2 ** -23, 1 - 2 ** -23]]],
    ['32-bit integers', [...u32(0x8000_0000), ...u32(0x4000_0000)], { bits: 32 }, [[-1, 0.5]]],
    ['32-bit floats', [...u32(0x3f00_0000), ...u32(0xc000_0000)], { bits: 32, tag: 3 }, [[0.5, -2]]],
    ['stereo', two, { channels: 2 }, [[0.5], [-0.5]]],
  ])('reads %s', (_, data, fields, channels) => {
    const wav = readWav(plain(data, fields))
    expect(wav.channels.map((channel) => [...channel])).toEqual(channels)
    expect(wav.sampleRate).toBe(8000)
    expect(wav.format).toEqual({
      encoding: fields.tag === 3 ? 'float' : 'integer',
      bitsPerSample: fields.bits ?? 16,
    })
  })

  it('reads six channels of WAVE_FORMAT_EXTENSIBLE', () => {
    const frame = [1, 2, 3, 4, 5, 6].flatMap((value) => [0, 0, value])
    const wav = readWav(
      riff([...chunk('fmt ', extensible({ channels: 6, bits: 24 }, 1, 20)), ...chunk('data', frame)]),
    )
    expect(wav.channels.map(([sample]) => sample)).toEqual([1, 2, 3, 4, 5, 6].map((value) => value / 128))
  })

  it('reads floats of WAVE_FORMAT_EXTENSIBLE', () => {
    const wav = riff([...chunk('fmt ', extensible({ bits: 32 }, 3)), ...chunk('data', u32(0x3f00_0000))])
    expect(samplesOf(wav)).toEqual([[0.5]])
  })

  it('skips other chunks, and the padding of odd ones', () => {
    const chunks = [
      ...chunk('LIST', ascii('odd')),
      ...chunk('fmt ', [...fmt(), 0, 0]),
      ...chunk('fact', u32(2)),
      ...chunk('data', two),
      ...chunk('id3 ', [1, 2, 3]),
    ]
    expect(samplesOf(riff(chunks))).toEqual([[0.5, -0.5]])
  })

  it('reads an odd number of bytes, with and without the padding, counted or not', () => {
    const padded = plain([0, 128, 255], { bits: 8 })
    const bare = padded.slice(0, -1)
    const honest = bare.slice()
    new DataView(honest.buffer).setUint32(4, honest.length - 8, true)
    for (const bytes of [padded, bare, honest]) expect(samplesOf(bytes)).toEqual([[-1, 0, 127 / 128]])
  })

  it.each([0, 0xffff_ffff, 0x7fff_f000, 0x7fff_efff])(
    'reads to the end a stream with a data size of %d',
    (size) => {
      const chunks = [...chunk('fmt ', fmt()), ...chunk('data', two, size)]
      for (const riffSize of [0, 36, 0xffff_ffff, 0x7fff_f024])
        expect(samplesOf(riff(chunks, riffSize))).toEqual([[0.5, -0.5]])
    },
  )

  it('skips an incomplete last block of a stream', () => {
    const chunks = [...chunk('fmt ', fmt({ channels: 2 })), ...chunk('data', [...two, 1, 2], 0xffff_ffff)]
    expect(samplesOf(riff(chunks, 0xffff_ffff))).toEqual([[0.5], [-0.5]])
  })

  it('reads a file without samples', () => {
    expect(samplesOf(plain([]))).toEqual([[]])
    expect(samplesOf(plain([], { channels: 2 }))).toEqual([[], []])
  })

  it('reads an empty data chunk when the sizes agree', () => {
    const chunks = [...chunk('fmt ', fmt()), ...chunk('data', []), ...chunk('LIST', [1, 2])]
    expect(samplesOf(riff(chunks))).toEqual([[]])
  })

  it.each([0, 0xffff_ffff])('trusts the data chunk when the RIFF size is %d', (size) => {
    const chunks = [...chunk('fmt ', fmt()), ...chunk('data', two), ...chunk('LIST', [1, 2])]
    expect(samplesOf(riff(chunks, size))).toEqual([[0.5, -0.5]])
  })

  it('ignores bytes after the file', () => {
    expect(samplesOf(Uint8Array.of(...plain(two), 1, 2, 3, 4))).toEqual([[0.5, -0.5]])
  })

  it('reads from the middle of memory', () => {
    const memory = Uint8Array.of(9, 9, 9, ...plain(two))
    expect(samplesOf(memory.subarray(3))).toEqual([[0.5, -0.5]])
  })

  const ok = [...chunk('fmt ', fmt())]
  it.each<[string, Uint8Array, string, number]>([
    ['an empty file', new Uint8Array(0), 'riff', 0],
    ['half of the first header', riff([]).slice(0, 11), 'riff', 0],
    ['big-endian RIFX', Uint8Array.of(...ascii('RIFX'), ...riff(ok).slice(4)), 'riff.id', 0],
    ['another RIFF file', Uint8Array.of(...riff(ok).slice(0, 8), ...ascii('AVI '), ...ok), 'riff.form', 8],
    ['no fmt', riff([]), 'fmt', 12],
    ['no data', riff(ok), 'data', 36],
    ['half of a chunk header', riff([...ok, ...ascii('dat')]), 'chunk', 36],
    ['data before fmt', riff([...chunk('data', two), ...ok]), 'data', 12],
    [
      'a chunk longer than the file',
      riff([...chunk('LIST', [1, 2], 3), ...ok].slice(0, 10)),
      'LIST.size',
      16,
    ],
    ['a chunk without a name', riff(chunk('\u0001\u0002\u0003\u0004', [], 99)), 'chunk.size', 16],
    ['a short fmt', riff([...chunk('fmt ', fmt().slice(0, 14)), ...chunk('data', two)]), 'fmt.size', 16],
    ['a fmt cut off', riff(chunk('fmt ', fmt()).slice(0, -1)), 'fmt.size', 16],
    ['no channel', plain(two, { channels: 0 }), 'fmt.channels', 22],
    ['no sample rate', plain(two, { sampleRate: 0 }), 'fmt.sampleRate', 24],
    ['a wrong byte rate', plain(two, { byteRate: 8000 }), 'fmt.byteRate', 28],
    ['a wrong block size', plain(two, { block: 4, byteRate: 16_000 }), 'fmt.blockAlign', 32],
    ['12-bit integers', plain(two, { bits: 12 }), 'fmt.bitsPerSample', 34],
    ['64-bit floats', plain(two, { bits: 64, tag: 3 }), 'fmt.bitsPerSample', 34],
    ['another format', plain(two, { tag: 7, bits: 8 }), 'fmt.formatTag', 20],
    [
      'a short extension',
      riff([...chunk('fmt ', fmt({ tag: 0xfffe })), ...chunk('data', two)]),
      'fmt.size',
      16,
    ],
    [
      'another sub-format',
      riff([...chunk('fmt ', extensible({}, 6)), ...chunk('data', two)]),
      'fmt.subFormat',
      44,
    ],
    [
      'another GUID',
      riff([...chunk('fmt ', [...extensible({}).slice(0, -1), 0]), ...chunk('data', two)]),
      'fmt.subFormat',
      44,
    ],
    [
      'more valid bits than there are',
      riff([...chunk('fmt ', extensible({}, 1, 17)), ...chunk('data', two)]),
      'fmt.validBitsPerSample',
      38,
    ],
    [
      'a small extension size',
      riff([
        ...chunk(
          'fmt ',
          extensible({}).map((byte, i) => (i === 16 ? 0 : byte)),
        ),
        ...chunk('data', two),
      ]),
      'fmt.extensionSize',
      36,
    ],
    ['truncated data', plain(two).slice(0, -1), 'data.size', 40],
    ['half a block', plain([...two, 1]), 'data.size', 40],
    ['data beyond the RIFF chunk', riff([...ok, ...chunk('data', two)], 38), 'riff.size', 4],
    ['a RIFF chunk beyond the file', riff([...ok, ...chunk('data', two)], 50), 'riff.size', 4],
  ])('refuses %s, and reports the field', (_, bytes, field, offset) => {
    const fault = faultOf(bytes)
    expect(fault).toBeInstanceOf(InvalidWavError)
    expect(fault).toMatchObject({ _tag: 'InvalidWavError', field, offset })
  })

  it('returns samples or throws InvalidWavError for any truncation and any changed byte', () => {
    const whole = riff([
      ...chunk('LIST', [1]),
      ...chunk('fmt ', extensible({ channels: 2 })),
      ...chunk('data', two),
    ])
    fc.assert(
      fc.property(fc.nat(whole.length), fc.nat(whole.length - 1), fc.nat(255), (length, at, byte) => {
        const bytes = whole.slice(0, length)
        if (at < length) bytes[at] = byte
        const fault = faultOf(bytes)
        expect(fault === undefined || fault instanceof InvalidWavError).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

const equalChannels = (samples: fc.Arbitrary<Int16Array> | fc.Arbitrary<Float32Array>) =>
  fc
    .tuple(samples, fc.integer({ min: 1, max: 5 }))
    .map(([first, count]) =>
      Array.from({ length: count }, (_, channel) =>
        first.map((sample) => (channel % 2 === 0 ? sample : -sample / 2)),
      ),
    )

describe('writeWav', () => {
  it('writes the 44 bytes of the plain header for mono and stereo', () => {
    const file = writeWav({ channels: [Int16Array.of(0x1234), Int16Array.of(-1)], sampleRate: 48_000 })
    expect([...file]).toEqual([
      ...ascii('RIFF'),
      ...u32(40),
      ...ascii('WAVE'),
      ...chunk('fmt ', fmt({ channels: 2, sampleRate: 48_000 })),
      ...chunk('data', [0x34, 0x12, 0xff, 0xff]),
    ])
  })

  it('writes the header of floats with its extension and its fact', () => {
    const file = writeWav({ channels: [Float32Array.of(0.5, -0.5)], sampleRate: 8000, encoding: 'float32' })
    expect(file).toEqual(
      riff([
        ...chunk('fmt ', [...fmt({ tag: 3, bits: 32 }), ...u16(0)]),
        ...chunk('fact', u32(2)),
        ...chunk('data', [...u32(0x3f00_0000), ...u32(0xbf00_0000)]),
      ]),
    )
  })

  it('writes WAVE_FORMAT_EXTENSIBLE for more than two channels', () => {
    const channels = [Int16Array.of(1), Int16Array.of(2), Int16Array.of(3)]
    expect(writeWav({ channels, sampleRate: 8000 })).toEqual(
      riff([
        ...chunk('fmt ', extensible({ channels: 3 })),
        ...chunk('fact', u32(1)),
        ...chunk('data', [1, 0, 2, 0, 3, 0]),
      ]),
    )
  })

  it('writes PCM16 that reads back unchanged', () => {
    fc.assert(
      fc.property(equalChannels(fc.int16Array()), (channels) => {
        expect(readWav(writeWav({ channels })).channels).toEqual(
          channels.map((channel) => fromPcm16(Int16Array.from(channel))),
        )
      }),
    )
  })

  it('writes floats that read back unchanged', () => {
    fc.assert(
      fc.property(equalChannels(fc.float32Array()), (channels) => {
        const wav = readWav(writeWav({ channels, encoding: 'float32' }))
        expect(wav.channels).toEqual(channels)
        expect(wav.format).toEqual({ encoding: 'float', bitsPerSample: 32 })
      }),
    )
  })

  it('converts floats to PCM16 and PCM16 to floats', () => {
    expect(samplesOf(writeWav({ channels: [Float32Array.of(0.5, 2, NaN)] }))).toEqual([
      [0.5, 32_767 / 32_768, 0],
    ])
    expect(samplesOf(writeWav({ channels: [Int16Array.of(-16_384)], encoding: 'float32' }))).toEqual([[-0.5]])
  })

  it('refuses channels of different lengths, and none', () => {
    expect(() => writeWav({ channels: [new Int16Array(1), new Int16Array(2)] })).toThrow(InvalidOptionError)
    expect(() => writeWav({ channels: [] })).toThrow(InvalidOptionError)
  })

  it.each([0, -1, 0.5, NaN, 2 ** 31])('refuses a sample rate of %d', (sampleRate) => {
    expect(() => writeWav({ channels: [new Int16Array(1)], sampleRate })).toThrow(InvalidOptionError)
  })
})

describe('createWavWriter', () => {
  const join = (...parts: readonly Uint8Array[]): Uint8Array =>
    Uint8Array.from(parts.flatMap((part) => [...part]))

  it('writes the same file as writeWav, in chunks', () => {
    const pieces = fc.array(fc.int16Array(), { maxLength: 5 })
    const encodings = fc.constantFrom('pcm16' as const, 'float32' as const)
    fc.assert(
      fc.property(pieces, encodings, fc.constantFrom(1, 2, 3), (pcms, encoding, channelCount) => {
        const channelsOf = (pcm: Int16Array): Int16Array[] => Array.from({ length: channelCount }, () => pcm)
        const writer = createWavWriter({ encoding, channelCount })
        const data = join(...pcms.map((pcm) => writer.write(channelsOf(pcm))))
        const { header, tail } = writer.end()
        const all = Int16Array.from(pcms.flatMap((pcm) => [...pcm]))
        expect(join(header, data, tail)).toEqual(writeWav({ channels: channelsOf(all), encoding }))
        expect(header).toHaveLength(writer.header.length)
        expect(readWav(join(writer.header, data)).channels).toEqual(channelsOf(all).map(fromPcm16))
      }),
    )
  })

  it('refuses another number of channels than stated', () => {
    expect(() => createWavWriter({ channelCount: 2 }).write([new Int16Array(1)])).toThrow(InvalidOptionError)
  })

  it.each([0, 1.5, 16_384])('refuses %d channels', (channelCount) => {
    expect(() => createWavWriter({ channelCount })).toThrow(InvalidOptionError)
  })
})

describe('growDataSize', () => {
  it('refuses a size that does not fit into a header', () => {
    expect(growDataSize(0xfffe_0000, 0x1_0000)).toBe(0xffff_0000)
    expect(() => growDataSize(0xfffe_0000, 0x1_0001)).toThrow(InvalidOptionError)
  })
})
