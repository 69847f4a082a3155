import fc from 'fast-check'
import { type Base64Fault, InvalidBase64Error, OddByteCountError } from '../errors.ts'
import { brokenBase64Properties, referenceEncode } from './base64.test-support.ts'
import {
  chooseBase64,
  createBufferBase64,
  createNativeBase64,
  createTablesBase64,
  decodeBase64,
  encodeBase64,
} from './base64.ts'
import { createPcm16Base64Decoder, decodePcm16Base64, encodePcm16Base64 } from './pcm16-base64.ts'

/** `Uint8Array` of ECMAScript 2026, for a Node without it: white space is skipped, the rest is strict. */
const futureUint8Array = {
  prototype: {
    toBase64(this: Uint8Array): string {
      return Buffer.from(this).toString('base64')
    },
  },
  fromBase64: (text: string): Uint8Array => {
    const dense = text.replace(/[\t\n\f\r ]/g, '')
    const bytes = Buffer.from(dense, 'base64')
    if (bytes.toString('base64') !== dense) throw new SyntaxError('not base64')
    return new Uint8Array(bytes)
  },
}

const nothing = {}
const codecs = [
  ['Buffer', createBufferBase64(globalThis)],
  ['Uint8Array of ECMAScript 2026', createNativeBase64({ Uint8Array: futureUint8Array })],
  ['tables', createTablesBase64(globalThis)],
  ['tables without TextEncoder and TextDecoder', createTablesBase64(nothing)],
] as const

describe.each(codecs)('base64 by %s', (_, codec) => {
  it('encodes and decodes RFC 4648 section 4, and nothing else', () => {
    expect(codec && brokenBase64Properties(codec)).toEqual([])
  })
})

describe('base64 by the methods of Uint8Array', () => {
  const native = createNativeBase64(globalThis)
  if (native === undefined)
    console.log(
      'skipped: this Node has no Uint8Array.fromBase64; the browser test checks the same properties in Chromium',
    )
  ;(native === undefined ? it.skip : it)('has the same properties', () => {
    expect(native && brokenBase64Properties(native)).toEqual([])
  })
})

describe('referenceEncode', () => {
  it('writes the test vectors of RFC 4648 section 10', () => {
    const written = ['', 'f', 'fo', 'foo', 'foob', 'fooba', 'foobar'].map((text) =>
      referenceEncode(Buffer.from(text)),
    )
    expect(written).toEqual(['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==', 'Zm9vYmE=', 'Zm9vYmFy'])
  })
})

describe('chooseBase64', () => {
  const bytes = Uint8Array.of(1, 2, 3)

  it('uses Buffer only in Node', () => {
    const { Buffer } = globalThis
    expect(createBufferBase64({ Buffer })).toBeUndefined()
    expect(createBufferBase64({ Buffer, process: { versions: {} } })).toBeUndefined()
    expect(createBufferBase64({ Buffer, process: { versions: { node: '20.20.2' } } })).toBeDefined()
  })

  it('uses the methods of Uint8Array next', () => {
    const calls: string[] = []
    const watched = {
      prototype: { toBase64: () => (calls.push('toBase64'), 'AQID') },
      fromBase64: (text: string) => (calls.push(text), bytes),
    }
    const codec = chooseBase64({ Uint8Array: watched })
    expect(codec.encode(bytes)).toBe('AQID')
    expect(codec.decode('AQID')).toBe(bytes)
    expect(calls).toEqual(['toBase64', 'AQID'])
  })

  it('falls back to tables', () => {
    expect(chooseBase64(nothing).encode(bytes)).toBe('AQID')
  })
})

describe('decodeBase64', () => {
  it('is the inverse of encodeBase64', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes)),
    )
  })

  it.each<[string, Base64Fault, number]>([
    ['QUJ', 'length', 3],
    ['QUJDQ', 'length', 5],
    ['QQ=', 'length', 3],
    ['QUJD=', 'padding', 4],
    ['Q===', 'padding', 1],
    ['QQ=Q', 'padding', 3],
    ['QQ==QUJD', 'padding', 4],
    ['QUI=QUJD', 'padding', 4],
    ['QR==', 'trailing-bits', 1],
    ['QR=', 'trailing-bits', 1],
    ['QUJDQUJ=', 'trailing-bits', 6],
    ['QUJDQ-JD', 'character', 5],
    ['QUJDQUJ_', 'character', 7],
    ['QUJD\nQUJD', 'character', 4],
    ['QUJ\u0141', 'character', 3],
    [' ', 'character', 0],
  ])('reports the fault of %j and its position', (text, fault, position) => {
    let error: unknown
    try {
      decodeBase64(text)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(InvalidBase64Error)
    expect(error).toMatchObject({ _tag: 'InvalidBase64Error', fault, position })
  })

  it('never reports a position before the fault', () => {
    const texts = fc.stringMatching(/^[A-Za-z0-9+/=_ -]{0,12}$/)
    fc.assert(
      fc.property(texts, (text) => {
        try {
          decodeBase64(text)
        } catch (error) {
          if (!(error instanceof InvalidBase64Error)) throw error
          // The text before the position can still be continued to a valid text.
          const start = text.slice(0, error.position)
          const ends = ['', 'A', 'AA', 'AAA', '=']
          expect(ends.some((end) => canDecode(start + end))).toBe(true)
        }
      }),
    )
  })

  it('keeps its results when their shared memory is transferred', () => {
    const bytes = decodeBase64('QUJD')
    try {
      structuredClone(0, { transfer: [bytes.buffer as ArrayBuffer] })
    } catch (error) {
      // Node 20 ignores the transfer; later versions throw.
      expect(error).toMatchObject({ name: 'DataCloneError' })
    }
    expect([...bytes]).toEqual([65, 66, 67])
  })

  it('aligns its results to eight bytes in shared memory', () => {
    const offsets = Array.from(
      { length: 40 },
      (_, length) => decodeBase64(encodeBase64(new Uint8Array(length))).byteOffset,
    )
    expect(offsets.every((offset) => offset % 8 === 0)).toBe(true)
  })
})

const canDecode = (text: string): boolean => {
  try {
    decodeBase64(text)
    return true
  } catch {
    return false
  }
}

describe('decodePcm16Base64', () => {
  it('is the inverse of encodePcm16Base64', () => {
    fc.assert(
      fc.property(fc.int16Array(), (pcm) => expect(decodePcm16Base64(encodePcm16Base64(pcm))).toEqual(pcm)),
    )
  })

  it('reads the low byte first', () => {
    expect(decodePcm16Base64('NBL+/w==')).toEqual(Int16Array.of(0x1234, -2))
  })

  it('refuses half a sample', () => {
    expect(() => decodePcm16Base64('QUJD')).toThrow(OddByteCountError)
  })
})

describe('createPcm16Base64Decoder', () => {
  const bytesOf = (pcm: Int16Array) => new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)

  it('returns the same samples for any division into chunks', () => {
    fc.assert(
      fc.property(fc.int16Array(), fc.array(fc.nat(9), { minLength: 1 }), (pcm, cuts) => {
        const bytes = bytesOf(pcm)
        const decoder = createPcm16Base64Decoder()
        const samples: number[] = []
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const end = at + (cuts[i % cuts.length] ?? 0) + (i % cuts.length === 0 ? 1 : 0)
          samples.push(...decoder.decode(encodeBase64(bytes.subarray(at, end))))
          at = end
        }
        decoder.end()
        expect(Int16Array.from(samples)).toEqual(pcm)
      }),
    )
  })

  it('keeps the odd byte when a chunk is refused', () => {
    const decoder = createPcm16Base64Decoder()
    expect(decoder.decode('AQAC')).toEqual(Int16Array.of(1))
    expect(() => decoder.decode('A')).toThrow(InvalidBase64Error)
    expect(decoder.decode('AAMA')).toEqual(Int16Array.of(2, 3))
  })

  it('throws when the stream ended in the middle of a sample, and is reset', () => {
    const decoder = createPcm16Base64Decoder()
    decoder.decode('AQAC')
    expect(() => decoder.end()).toThrow(OddByteCountError)
    expect(decoder.decode('AQA=')).toEqual(Int16Array.of(1))
    decoder.end()
  })
})
