import * as fc from 'fast-check'
import { audioDurationMs, decodeAudio, encodeAudio, sampleCount } from './audio-payload.ts'

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

  it.each(['A', 'AAA', 'AA=A', 'A===', 'AAA-', 'AA A', 'AAAA\n', 'é==='])('refuses %j', (text) => {
    expect(() => decodeAudio(text)).toThrow('audio: must be base64 with padding')
  })

  it.each(['AA==', 'AAAA'])('refuses half a sample in %s', (text) => {
    expect(() => decodeAudio(text)).toThrow('audio: must be whole samples')
  })
})
