import fc from 'fast-check'
import { chooseBase64 } from './base64-backend.ts'
import { createBufferBase64 } from './base64-buffer.ts'
import { createNativeBase64 } from './base64-native.ts'
import { createPcm16Base64Decoder, decodePcm16Base64, encodePcm16Base64 } from './base64-pcm16.ts'
import { createTablesBase64 } from './base64-tables.ts'
import { brokenBase64Laws, referenceEncode } from './base64.test-laws.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { InvalidBase64Error, type Base64Fault } from './errors/invalid-base64.ts'
import { OddByteCountError } from './errors/odd-byte-count.ts'

/** `Uint8Array` as the TC39 text has it, for a Node that does not yet: white space is passed over, the rest is strict. */
const uint8ArrayToCome = {
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
const backends = [
  ['Buffer', createBufferBase64(globalThis)],
  ['Uint8Array as it is to come', createNativeBase64({ Uint8Array: uint8ArrayToCome })],
  ['tables', createTablesBase64(globalThis)],
  ['tables without TextEncoder and TextDecoder', createTablesBase64(nothing)],
] as const

describe.each(backends)('base64 by %s', (_, backend) => {
  it('writes and takes what RFC 4648 section 4 says, and nothing else', () => {
    expect(backend && brokenBase64Laws(backend)).toEqual([])
  })
})

describe('base64 by Uint8Array itself', () => {
  const native = createNativeBase64(globalThis)
  if (native === undefined)
    console.log('skipped: this Node has no Uint8Array.fromBase64; Chromium runs the same laws')
  ;(native === undefined ? it.skip : it)('keeps the same laws', () => {
    expect(native && brokenBase64Laws(native)).toEqual([])
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

  it('takes Buffer only where it is that of Node', () => {
    const { Buffer } = globalThis
    expect(createBufferBase64({ Buffer })).toBeUndefined()
    expect(createBufferBase64({ Buffer, process: { versions: {} } })).toBeUndefined()
    expect(createBufferBase64({ Buffer, process: { versions: { node: '20.20.2' } } })).toBeDefined()
  })

  it('takes the methods of Uint8Array next', () => {
    const asked: string[] = []
    const watched = {
      prototype: { toBase64: () => (asked.push('toBase64'), 'AQID') },
      fromBase64: (text: string) => (asked.push(text), bytes),
    }
    const backend = chooseBase64({ Uint8Array: watched })
    expect(backend.encode(bytes)).toBe('AQID')
    expect(backend.decode('AQID')).toBe(bytes)
    expect(asked).toEqual(['toBase64', 'AQID'])
  })

  it('needs nothing at all', () => {
    expect(chooseBase64(nothing).encode(bytes)).toBe('AQID')
  })
})

describe('decodeBase64', () => {
  it('undoes encodeBase64', () => {
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
  ])('says what is wrong with %j, and where', (text, fault, position) => {
    let error: unknown
    try {
      decodeBase64(text)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(InvalidBase64Error)
    expect(error).toMatchObject({ _tag: 'InvalidBase64Error', fault, position })
  })

  it('never says that a text is wrong before the place where it is', () => {
    const texts = fc.stringMatching(/^[A-Za-z0-9+/=_ -]{0,12}$/)
    fc.assert(
      fc.property(texts, (text) => {
        try {
          decodeBase64(text)
        } catch (error) {
          if (!(error instanceof InvalidBase64Error)) throw error
          // What precedes the place can still be continued to something right.
          const start = text.slice(0, error.position)
          const ends = ['', 'A', 'AA', 'AAA', '=']
          expect(ends.some((end) => canDecode(start + end))).toBe(true)
        }
      }),
    )
  })

  it('keeps its results when the memory they share is to be transferred', () => {
    const bytes = decodeBase64('QUJD')
    try {
      structuredClone(0, { transfer: [bytes.buffer as ArrayBuffer] })
    } catch (error) {
      // Node 20 leaves it where it is; a later one says so.
      expect(error).toMatchObject({ name: 'DataCloneError' })
    }
    expect([...bytes]).toEqual([65, 66, 67])
  })

  it('gives samples of eight bytes an even place in shared memory', () => {
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
  it('undoes encodePcm16Base64', () => {
    fc.assert(
      fc.property(fc.int16Array(), (pcm) => expect(decodePcm16Base64(encodePcm16Base64(pcm))).toEqual(pcm)),
    )
  })

  it('takes the low byte first', () => {
    expect(decodePcm16Base64('NBL+/w==')).toEqual(Int16Array.of(0x1234, -2))
  })

  it('refuses half a sample', () => {
    expect(() => decodePcm16Base64('QUJD')).toThrow(OddByteCountError)
  })
})

describe('createPcm16Base64Decoder', () => {
  const bytesOf = (pcm: Int16Array) => new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)

  it('gives the same samples wherever the stream is cut', () => {
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

  it('tells that the stream ended in the middle of a sample, and begins anew', () => {
    const decoder = createPcm16Base64Decoder()
    decoder.decode('AQAC')
    expect(() => decoder.end()).toThrow(OddByteCountError)
    expect(decoder.decode('AQA=')).toEqual(Int16Array.of(1))
    decoder.end()
  })
})
