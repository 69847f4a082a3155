import fc from 'fast-check'
import { createPcm16Base64Decoder, decodePcm16Base64, encodePcm16Base64 } from './base64-pcm16.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'

describe('decodeBase64', () => {
  it('undoes encodeBase64', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes)))
  })

  it('writes what Node writes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => expect(encodeBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))),
    )
  })
})

describe('decodePcm16Base64', () => {
  it('undoes encodePcm16Base64', () => {
    fc.assert(fc.property(fc.int16Array(), (pcm) => expect(decodePcm16Base64(encodePcm16Base64(pcm))).toEqual(pcm)))
  })
})

describe('createPcm16Base64Decoder', () => {
  it('carries an odd byte over to the next chunk', () => {
    const decoder = createPcm16Base64Decoder()
    expect(decoder.decode(encodeBase64(Uint8Array.of(1, 0, 2)))).toEqual(Int16Array.of(1))
    expect(decoder.decode(encodeBase64(Uint8Array.of(0, 3, 0)))).toEqual(Int16Array.of(2, 3))
  })
})
