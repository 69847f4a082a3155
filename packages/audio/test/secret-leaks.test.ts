import { inspect } from 'node:util'
import {
  createPcm16Base64Decoder,
  decodeBase64,
  decodePcm16Base64,
  encodeBase64,
  pcm16FromBytes,
  readWav,
  writeWav,
} from '../src/index.ts'

/** Recognizable audio, as bytes and as base64; an odd number of bytes, so that it is not PCM16. */
const mark = Buffer.from('marker-of-a-voice')
const base64 = encodeBase64(mark)
const hidden = [mark.toString(), 'marker', base64, base64.slice(0, 8), mark.subarray(0, 3).join(', ')]

const wav = writeWav({ channels: [Float32Array.of(0, 0.5, -0.5)], sampleRate: 24_000 })
/** A truncated or damaged file that contains the recognizable audio. */
const damaged = (at: number, length = wav.length) => {
  const bytes = Buffer.concat([wav, mark, mark])
  mark.copy(bytes, at, 0, 4)
  return bytes.subarray(0, length)
}

describe('errors of this package contain no audio', () => {
  it.each<[string, () => unknown]>([
    ['base64 with a space', () => decodeBase64(`${base64} `)],
    ['base64 of the URL alphabet', () => decodeBase64(`${base64}_-_-`)],
    ['truncated base64', () => decodeBase64(base64.slice(0, -1))],
    ['base64 with trailing bits', () => decodeBase64(`${base64.slice(0, -4)}QQE=QR==`)],
    ['base64 of half a sample', () => decodePcm16Base64(base64)],
    [
      'a base64 stream that ends within a sample',
      () => {
        const decoder = createPcm16Base64Decoder()
        decoder.decode(base64)
        decoder.end()
      },
    ],
    ['bytes of half a sample', () => pcm16FromBytes(mark)],
    ['a damaged WAV', () => readWav(damaged(20))],
    ['a truncated WAV', () => readWav(damaged(40, 30))],
    ['a WAV without its data', () => readWav(damaged(36))],
  ])('of %s', (_name, attempt) => {
    let thrown: unknown
    try {
      attempt()
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(Error)
    const shown = inspect(thrown, { depth: Infinity, showHidden: true }) + JSON.stringify(thrown)
    expect(hidden.filter((text) => shown.includes(text))).toEqual([])
  })
})
