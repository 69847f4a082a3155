import fc from 'fast-check'
import { InvalidOptionError, InvalidWavError } from '../errors.ts'
import { fromPcm16 } from '../pcm16.ts'
import { readWav, type ReadWavOptions } from './read-wav.ts'
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

const faultOf = (bytes: Uint8Array, options?: ReadWavOptions): unknown => {
  try {
    readWav(bytes, options)
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

  it.each([0, 0xffff_ffff])('reads the size of the data chunk when the RIFF size is %d', (size) => {
    const chunks = [...chunk('fmt ', fmt()), ...chunk('data', two), ...chunk('LIST', [1, 2])]
    expect(samplesOf(riff(chunks, size))).toEqual([[0.5, -0.5]])
  })

  it('reads to the end data of size 0 that no chunk follows, and reports the size', () => {
    const bytes = riff([...chunk('fmt ', fmt()), ...chunk('data', two, 0)])
    expect(readWav(bytes)).toMatchObject({ contradictions: [{ field: 'data.size', offset: 40 }] })
    expect(samplesOf(bytes)).toEqual([[0.5, -0.5]])
    expect(faultOf(bytes, { strict: true })).toMatchObject({ field: 'data.size' })
  })

  it('reads WAVEFORMAT, which has no bits of a sample', () => {
    const bytes = riff([...chunk('fmt ', fmt().slice(0, 14)), ...chunk('data', two)])
    expect(samplesOf(bytes)).toEqual([[0.5, -0.5]])
  })

  it('refuses a value that is no array of bytes, and says what to pass', () => {
    for (const value of [new ArrayBuffer(44), 'RIFF', null, undefined])
      expect(() => readWav(value as unknown as Uint8Array)).toThrow(InvalidOptionError)
    expect(() => readWav(new ArrayBuffer(44) as unknown as Uint8Array)).toThrow(/new Uint8Array\(buffer\)/)
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
    ['an unknown file', Uint8Array.of(...ascii('RIFQ'), ...riff(ok).slice(4)), 'riff.id', 0],
    ['another RIFF file', Uint8Array.of(...riff(ok).slice(0, 8), ...ascii('RMID'), ...ok), 'riff.form', 8],
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
    ['a short fmt', riff([...chunk('fmt ', fmt().slice(0, 12)), ...chunk('data', two)]), 'fmt.size', 16],
    ['a fmt cut off', riff(chunk('fmt ', fmt()).slice(0, -1)), 'fmt.size', 16],
    ['no channel', plain(two, { channels: 0 }), 'fmt.channels', 22],
    ['no sample rate', plain(two, { sampleRate: 0 }), 'fmt.sampleRate', 24],
    ['40-bit integers', plain(two, { bits: 40 }), 'fmt.bitsPerSample', 34],
    ['16-bit floats', plain(two, { bits: 16, tag: 3 }), 'fmt.bitsPerSample', 34],
    ['another format', plain(two, { tag: 2, bits: 4 }), 'fmt.formatTag', 20],
    [
      'a short extension',
      riff([...chunk('fmt ', fmt({ tag: 0xfffe })), ...chunk('data', two)]),
      'fmt.size',
      16,
    ],
    [
      'another sub-format',
      riff([...chunk('fmt ', extensible({}, 2)), ...chunk('data', two)]),
      'fmt.subFormat',
      44,
    ],
  ])('refuses %s, and reports the field', (_, bytes, field, offset) => {
    const fault = faultOf(bytes)
    expect(fault).toBeInstanceOf(InvalidWavError)
    expect(fault).toMatchObject({ _tag: 'InvalidWavError', field, offset })
  })

  it.each<[string, Uint8Array, string, number]>([
    ['a wrong byte rate', plain(two, { byteRate: 8000 }), 'fmt.byteRate', 28],
    ['a wrong block size', plain(two, { block: 4, byteRate: 16_000 }), 'fmt.blockAlign', 32],
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
  ])('reads %s, reports the contradiction, and refuses it in strict mode', (name, bytes, field, offset) => {
    const wav = readWav(bytes)
    expect(wav.contradictions[0]).toMatchObject({ field, offset })
    expect(wav.truncated).toBe(name === 'truncated data')
    expect([...(wav.channels[0] ?? [])]).toEqual(name === 'truncated data' ? [0.5] : [0.5, -0.5])
    expect(faultOf(bytes, { strict: true })).toMatchObject({ _tag: 'InvalidWavError', field, offset })
  })

  it('reports no contradiction and no truncation of a valid file', () => {
    expect(readWav(plain(two), { strict: true })).toMatchObject({ truncated: false, contradictions: [] })
  })

  it.each<[string, Fields, readonly number[], readonly number[]]>([
    [
      'µ-law',
      { tag: 7, bits: 8 },
      [0xff, 0x80, 0x00, 0x9b],
      [0, 32_124, -32_124, 10_364].map((value) => value / 32_768),
    ],
    [
      'A-law',
      { tag: 6, bits: 8 },
      [0xd5, 0xaa, 0x2a, 0x55],
      [8, 32_256, -32_256, -8].map((value) => value / 32_768),
    ],
    ['64-bit floats', { tag: 3, bits: 64 }, [0, 0, 0, 0, 0, 0, 0xe0, 0x3f], [0.5]],
    ['12 bits in two bytes', { bits: 12, block: 2 }, [0xf0, 0x7f, 0x00, 0x80], [2_047 / 2_048, -1]],
    ['20 bits in three bytes', { bits: 20, block: 3 }, [0xf0, 0xff, 0x7f], [524_287 / 524_288]],
    ['20 bits in four bytes', { bits: 20, block: 4 }, [0, 0xf0, 0xff, 0x7f], [524_287 / 524_288]],
    ['24 bits in four bytes', { bits: 24, block: 4 }, [0, 0, 0, 0xc0, 0, 1, 0, 0], [-0.5, 2 ** -23]],
    ['64 bits', { bits: 64 }, [0, 0, 0, 0, 0, 0, 0, 0xc0], [-0.5]],
    ['µ-law with the tag of IBM', { tag: 0x101, bits: 8 }, [0x80], [32_124 / 32_768]],
    ['A-law with the tag of IBM', { tag: 0x102, bits: 8 }, [0xaa], [32_256 / 32_768]],
  ])('reads %s', (_, fields, data, samples) => {
    const wav = readWav(plain(data, fields), { strict: true })
    expect([...(wav.channels[0] ?? [])]).toEqual(samples.map(Math.fround))
    expect(wav.format.bitsPerSample).toBe(fields.bits)
  })

  it('reads a WAVE_FORMAT_EXTENSIBLE file of ambisonic B-format', () => {
    const ambisonic = [...extensible({}).slice(0, 26), 0, 0, 33, 7, 211, 17, 134, 68, 200, 193, 202, 0, 0, 0]
    const bytes = riff([...chunk('fmt ', ambisonic), ...chunk('data', two)])
    expect(readWav(bytes, { strict: true }).channels[0]).toEqual(Float32Array.of(0.5, -0.5))
  })

  /** A big-endian file with the same numbers. */
  const rifx = (bits: number, data: readonly number[], tag = 1): Uint8Array => {
    const big16 = (value: number) => u16(value).reverse()
    const big32 = (value: number) => u32(value).reverse()
    const block = bits / 8
    const head = [
      ...big16(tag),
      ...big16(1),
      ...big32(8_000),
      ...big32(8_000 * block),
      ...big16(block),
      ...big16(bits),
    ]
    const chunks = [...ascii('fmt '), ...big32(16), ...head, ...ascii('data'), ...big32(data.length), ...data]
    return Uint8Array.of(...ascii('RIFX'), ...big32(chunks.length + 4), ...ascii('WAVE'), ...chunks)
  }

  it.each<[number, number[], number, number]>([
    [16, [0x40, 0x00], 1, 0.5],
    [24, [0xc0, 0x00, 0x00], 1, -0.5],
    [32, [0x40, 0, 0, 0], 1, 0.5],
    [32, [0x3f, 0, 0, 0], 3, 0.5],
  ])('reads RIFX with samples of %d bits', (bits, data, tag, sample) => {
    // A valid file has padding; with three bytes the RIFF size is off by one, which is tolerated.
    expect([...(readWav(rifx(bits, data, tag)).channels[0] ?? [])]).toEqual([sample])
  })

  it.each(['RF64', 'BW64'])('reads %s by the sizes of its ds64 chunk', (id) => {
    const u64 = (value: number) => [...u32(value), 0, 0, 0, 0]
    const chunks = [
      ...chunk('ds64', [...u64(84), ...u64(4), ...u64(2), ...u32(0)]),
      ...chunk('fmt ', fmt()),
      ...ascii('data'),
      ...u32(0xffff_ffff),
      ...two,
      ...chunk('LIST', [1, 2, 3, 4]),
    ]
    const bytes = Uint8Array.of(...ascii(id), ...u32(0xffff_ffff), ...ascii('WAVE'), ...chunks)
    expect(readWav(bytes, { strict: true }).channels[0]).toEqual(Float32Array.of(0.5, -0.5))
  })

  it('reads a file without the padding of an odd chunk, and reports it', () => {
    const bytes = riff([...ascii('LIST'), ...u32(3), 1, 2, 3, ...chunk('fmt ', fmt()), ...chunk('data', two)])
    expect(readWav(bytes)).toMatchObject({ contradictions: [{ field: 'LIST.size', offset: 16 }] })
    expect(samplesOf(bytes)).toEqual([[0.5, -0.5]])
    // The first byte of the size of `data` is a letter, so that the four bytes behind the padding look like a name.
    const data = Array.from({ length: 32 }, () => two)
      .flat()
      .slice(0, 0x40)
    const printable = riff([
      ...chunk('fmt ', fmt()),
      ...ascii('LIST'),
      ...u32(3),
      1,
      2,
      3,
      ...chunk('data', data),
    ])
    expect(readWav(printable)).toMatchObject({ contradictions: [{ field: 'LIST.size', offset: 40 }] })
    expect(samplesOf(printable)).toEqual([data.flatMap((_byte, at) => (at % 4 === 0 ? [0.5, -0.5] : []))])
  })

  it.each<[string, readonly number[], RegExp]>([
    [
      'Wave64',
      [...ascii('riff'), 0x2e, 0x91, 0xcf, 0x11, 0xa5, 0xd6, 0x28, 0xdb],
      /Wave64 file: .*"ffmpeg -i input\.w64 output\.wav"/,
    ],
    [
      'MP3 with ID3',
      [...ascii('ID3'), 4, 0, 0, 0, 0, 0, 0],
      /MP3 file: .*"ffmpeg -i input\.mp3 output\.wav"/,
    ],
    ['MP3', [0xff, 0xfb, 0x90, 0x64, 0, 0, 0, 0, 0, 0, 0, 0], /MP3 file/],
    ['AAC', [0xff, 0xf1, 0x50, 0x80, 0, 0, 0, 0, 0, 0, 0, 0], /AAC file/],
    ['FLAC', ascii('fLaC'), /FLAC file/],
    ['Ogg', ascii('OggS'), /Ogg file/],
    ['AIFF', ascii('FORM0000AIFF'), /AIFF file/],
    ['Windows Media', [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11], /input\.wma/],
    ['SPHERE', ascii('NIST_1A\n'), /SPHERE file: .*input\.sph/],
    ['VOC', ascii('Creative Voice File'), /Creative Voice file: .*input\.voc/],
    ['WavPack', ascii('wvpk'), /WavPack file: .*input\.wv/],
    ['True Audio', ascii('TTA1'), /True Audio file: .*input\.tta/],
    ["Monkey's Audio", ascii('MAC '), /Monkey's Audio file: .*input\.ape/],
    ['AC-3', [0x0b, 0x77, 0xf0, 0xe1], /AC-3 file: .*input\.ac3/],
    ['DTS', [0x7f, 0xfe, 0x80, 0x01], /DTS file: .*input\.dts/],
    ['8SVX', ascii('FORM00008SVX'), /IFF file: .*input\.8svx/],
    ['IRCAM', [0x64, 0xa3, 1, 0], /IRCAM file: .*input\.sf/],
    ['Flash video', ascii('FLV\u0001'), /Flash video: .*input\.flv/],
    ['an unknown format', [0xd2, 0x38, ...ascii('0123456789')], /"ffmpeg -i input output\.wav"/],
    ['MP4', [0, 0, 0, 32, ...ascii('ftypM4A ')], /MP4 file/],
  ])('names %s, and a command that converts it', (_, bytes, message) => {
    expect((faultOf(Uint8Array.from(bytes)) as Error).message).toMatch(message)
  })

  it.each([
    [2, 'Microsoft ADPCM'],
    [17, 'IMA ADPCM'],
    [0x17, 'Dialogic ADPCM'],
    [0x42, 'G.723.1'],
    [0x28f, 'G.722'],
    [0x2000, 'AC-3'],
    [0xf1ac, 'FLAC'],
    [85, 'MP3'],
  ])('names the compressed format of tag %d, and a command that converts it', (tag, name) => {
    const { message } = faultOf(plain(two, { tag, bits: 4 })) as Error
    expect(message).toBe(
      `invalid WAV: fmt.formatTag at byte 20 is ${tag} (${name}): convert the file with "ffmpeg -i input.wav -c:a pcm_s16le output.wav"`,
    )
  })

  it.each<[string, Uint8Array]>([
    ['an id', Uint8Array.of(...ascii('\u009b31m'), ...riff(ok).slice(4))],
    ['a form', Uint8Array.of(...riff(ok).slice(0, 8), ...ascii('\u009b\u001b[m'), ...ok)],
    ['the name of a chunk', riff([...ascii('\u009b31m'), ...u32(99), 1, 2, 3, ...ok, ...chunk('data', two)])],
    ['an unpadded chunk', riff([...ascii('\u009b31m'), ...u32(3), 1, 2, 3, ...ok, ...chunk('data', two)])],
  ])('shows no byte that a terminal obeys, of %s', (_, bytes) => {
    const { message } = faultOf(bytes, { strict: true }) as Error
    expect(message).toMatch(/^[ -~]+$/)
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
