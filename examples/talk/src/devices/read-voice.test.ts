import { rmsDbfs, writeWav } from '@vatel/audio'
import { CannotStart } from '../failures.ts'
import { readVoice } from './read-voice.ts'

/** 440 Hz for half a second, at a quarter of full scale. */
const tone = (sampleRate: number) =>
  Float32Array.from(
    { length: sampleRate / 2 },
    (_, i) => 0.25 * Math.sin((2 * Math.PI * 440 * i) / sampleRate),
  )

const toneDbfs = 20 * Math.log10(0.25 / Math.SQRT2)

/** A mono WAV of a format that our writer does not have. */
const wavOf = (
  formatTag: number,
  bytesPerSample: number,
  sampleRate: number,
  samples: Float32Array,
  put: (view: DataView, at: number, sample: number) => void,
): Uint8Array => {
  const bytes = new Uint8Array(44 + samples.length * bytesPerSample)
  const view = new DataView(bytes.buffer)
  const text = (at: number, word: string) =>
    new TextEncoder().encode(word).forEach((byte, i) => view.setUint8(at + i, byte))
  text(0, 'RIFF')
  view.setUint32(4, bytes.length - 8, true)
  text(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, formatTag, true)
  view.setUint16(22, 1, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * bytesPerSample, true)
  view.setUint16(32, bytesPerSample, true)
  view.setUint16(34, 8 * bytesPerSample, true)
  text(36, 'data')
  view.setUint32(40, samples.length * bytesPerSample, true)
  samples.forEach((sample, i) => put(view, 44 + i * bytesPerSample, sample))
  return bytes
}

const put24 = (view: DataView, at: number, sample: number): void => {
  const value = Math.round(sample * 8_388_607)
  view.setUint16(at, value & 0xffff, true)
  view.setInt8(at + 2, value >> 16)
}

/** Encodes as µ-law (ITU-T G.711). */
const putMuLaw = (view: DataView, at: number, sample: number): void => {
  const value = Math.round(Math.abs(sample) * 32_768) + 132
  const exponent = Math.max(0, 24 - Math.clz32(value))
  const code = (sample < 0 ? 0x80 : 0) | (exponent << 4) | ((value >> (exponent + 3)) & 15)
  view.setUint8(at, ~code)
}

describe('readVoice', () => {
  it.each([8_000, 16_000, 22_050, 24_000, 44_100, 48_000])(
    'converts a file at %d Hz to 24 000 Hz',
    (sampleRate) => {
      const pcm = readVoice(writeWav({ sampleRate, channels: [tone(sampleRate)] }), 'tone.wav')
      expect(Math.abs(pcm.length - 12_000)).toBeLessThan(250)
      expect(rmsDbfs(pcm.subarray(1_000, 11_000))).toBeCloseTo(toneDbfs, 1)
    },
  )

  it('reads 32-bit floats', () => {
    const pcm = readVoice(
      writeWav({ sampleRate: 24_000, encoding: 'float32', channels: [tone(24_000)] }),
      'f.wav',
    )
    expect(rmsDbfs(pcm)).toBeCloseTo(toneDbfs, 2)
  })

  it('reads 24-bit integers', () => {
    const pcm = readVoice(wavOf(1, 3, 24_000, tone(24_000), put24), 'i.wav')
    expect(pcm).toHaveLength(12_000)
    expect(rmsDbfs(pcm)).toBeCloseTo(toneDbfs, 2)
  })

  it('reads a telephony recording: µ-law at 8 000 Hz', () => {
    const pcm = readVoice(wavOf(7, 1, 8_000, tone(8_000), putMuLaw), 'call.wav')
    expect(Math.abs(pcm.length - 12_000)).toBeLessThan(250)
    expect(rmsDbfs(pcm.subarray(1_000, 11_000))).toBeCloseTo(toneDbfs, 1)
  })

  it('mixes stereo to mono', () => {
    const silent = new Float32Array(12_000)
    const pcm = readVoice(writeWav({ sampleRate: 24_000, channels: [tone(24_000), silent] }), 's.wav')
    expect(rmsDbfs(pcm)).toBeCloseTo(toneDbfs - 6.02, 2)
  })

  it.each([
    new Uint8Array(0),
    new TextEncoder().encode('not a WAV file at all, just words in a row'.repeat(3)),
  ])('rejects a file that is no WAV', (bytes) => {
    const read = () => readVoice(bytes, 'notes.txt')
    expect(read).toThrow(CannotStart)
    expect(read).toThrow(/^notes.txt is no WAV file that can be read: /)
  })
})
