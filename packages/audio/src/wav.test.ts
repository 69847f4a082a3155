import { readWav } from './wav-read.ts'
import { createWavWriter, writeWav } from './wav-write.ts'

describe('writeWav', () => {
  it('writes PCM16 that reads as it was', () => {
    const pcm = Int16Array.of(0, 1, -1, 32_767, -32_768)
    const wav = readWav(writeWav({ channels: [pcm] }))
    expect(wav.sampleRate).toBe(24_000)
    expect(wav.format).toEqual({ encoding: 'integer', bitsPerSample: 16 })
    expect(wav.channels).toEqual([Float32Array.from(pcm, (sample) => sample / 32_768)])
  })
})

describe('createWavWriter', () => {
  it('begins a file that can be read before its end is known', () => {
    const writer = createWavWriter()
    const data = writer.write([Int16Array.of(1, 2)])
    const open = Uint8Array.from([...writer.header, ...data])
    expect(readWav(open).channels).toEqual([Float32Array.of(1 / 32_768, 2 / 32_768)])
  })
})
