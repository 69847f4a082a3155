import * as fc from 'fast-check'
import {
  audioDurationMs,
  createAudioDecoder,
  decodeAudio,
  encodeAudio,
  sampleCount,
} from './audio-payload.ts'

describe('the audio payload', () => {
  it('comes back as it went, in its length, too', () => {
    fc.assert(
      fc.property(fc.int16Array(), (pcm) => {
        const base64 = encodeAudio(pcm)
        expect(decodeAudio(base64)).toEqual(pcm)
        expect(sampleCount(base64)).toBe(pcm.length)
        expect(audioDurationMs(base64)).toBeCloseTo(pcm.length / 24, 9)
      }),
    )
  })

  it('is little-endian', () => {
    expect(encodeAudio(Int16Array.of(1, -2))).toBe('AQD+/w==')
    expect(encodeAudio(Uint8Array.of(1, 0, 254, 255))).toBe('AQD+/w==')
  })

  it('is read from a part of a larger buffer', () => {
    expect(encodeAudio(Int16Array.of(9, 1, -2, 9).subarray(1, 3))).toBe('AQD+/w==')
  })

  it.each([Float32Array.of(0.5), new Int32Array(2), new ArrayBuffer(4), [1, 2], 5])(
    'refuses to encode what is no PCM16 (%#)',
    (value) => {
      expect(() => encodeAudio(value as never)).toThrow(
        'audio: must be whole samples, 2 bytes each; toPcm16 converts floats',
      )
    },
  )

  it.each(['A', 'AAA', 'AA=A', 'A===', 'AAA-', 'AA A', 'AAAA\n', 'é==='])('refuses %j', (text) => {
    expect(() => decodeAudio(text)).toThrow('audio: must be base64 with padding')
  })

  it.each(['AA==', 'AAAA'])('refuses half a sample in %s', (text) => {
    expect(() => decodeAudio(text)).toThrow('audio: must be whole samples')
  })
})

describe('createAudioDecoder', () => {
  const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

  it('decodes the same samples for any cut into chunks, of interleaved turns', () => {
    const turn = fc.tuple(fc.int16Array(), fc.array(fc.nat(40), { maxLength: 8 }))
    fc.assert(
      fc.property(turn, turn, (one, other) => {
        const decoder = createAudioDecoder()
        const decoded = new Map<string, number[]>([
          ['a', []],
          ['b', []],
        ])
        const chunks = Object.entries({ a: one, b: other }).flatMap(([turnId, [pcm, cuts]]) => {
          const bytes = new Uint8Array(pcm.buffer)
          const ends = [...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((x, y) => x - y)
          return ends.map((end, at) => ({ turnId, at, bytes: bytes.subarray(ends[at - 1] ?? 0, end) }))
        })
        for (const { turnId, bytes } of chunks.sort((x, y) => x.at - y.at))
          decoded.get(turnId)?.push(...decoder.decode(turnId, base64(bytes)))
        expect([decoded.get('a'), decoded.get('b')]).toEqual([[...one[0]], [...other[0]]])
      }),
    )
  })

  it('discards half a sample at a reset, and at a chunk that is not base64', () => {
    const decoder = createAudioDecoder()
    decoder.decode('a', base64(Uint8Array.of(1, 0, 9)))
    decoder.reset()
    expect(decoder.decode('a', base64(Uint8Array.of(2, 0, 9)))).toEqual(Int16Array.of(2))
    expect(() => decoder.decode('a', 'no base64')).toThrow('audio: must be base64 with padding')
    expect(decoder.decode('a', base64(Uint8Array.of(3, 0)))).toEqual(Int16Array.of(3))
  })

  it('keeps the half samples of 64 turns', () => {
    const decoder = createAudioDecoder()
    for (let turn = 0; turn < 65; turn += 1) decoder.decode(String(turn), base64(Uint8Array.of(1)))
    const end = base64(Uint8Array.of(0))
    expect([decoder.decode('1', end).length, decoder.decode('0', end).length]).toEqual([1, 0])
  })
})

describe('the audio payload without a Buffer, as in a page', () => {
  const node = { decodeAudio, encodeAudio }
  const { Buffer } = globalThis
  let page = node

  beforeAll(() => {
    Reflect.deleteProperty(globalThis, 'Buffer')
    // Bundlers of pages take its file for pages, which needs no Buffer.
    jest.doMock('isomorphic-ws', () => ({}))
    jest.isolateModules(() => {
      page = jest.requireActual<typeof node>('./audio-payload.ts')
    })
    globalThis.Buffer = Buffer
    jest.dontMock('isomorphic-ws')
  })

  const outcome = (read: (text: string) => Int16Array, text: string) => {
    try {
      return [...read(text)]
    } catch (error) {
      return String(error)
    }
  }
  const alphabet = Array.from('ABYZabyz0189+/==-_ \n\u0141\u00e9\u4e2d\ud800')
  const text = fc.oneof(
    fc.base64String(),
    fc.string(),
    fc.string({ unit: fc.constantFrom(...alphabet), minLength: 4, maxLength: 12 }),
    fc.array(fc.constantFrom(...alphabet), { minLength: 4, maxLength: 4 }).map((chars) => chars.join('')),
  )

  it('is another reader, and reads alike or refuses alike whatever comes', () => {
    expect(page.decodeAudio).not.toBe(decodeAudio)
    fc.assert(
      fc.property(text, (it) => {
        expect(outcome(page.decodeAudio, it)).toEqual(outcome(decodeAudio, it))
      }),
      { numRuns: 5_000 },
    )
  })

  it('writes alike', () => {
    fc.assert(
      fc.property(fc.int16Array({ maxLength: 9_000 }), (pcm) => {
        expect(page.encodeAudio(pcm)).toBe(encodeAudio(pcm))
      }),
      { numRuns: 30 },
    )
  })
})
