import {
  createResampler,
  decodePcm16Base64,
  encodePcm16Base64,
  readWav,
  toPcm16,
  writeWav,
} from '@vatel/audio'

/** Takes a tone through a WAV file, another sample rate and base64; says `ok` where it arrives. */
export const use = (): Promise<string> => {
  const tone = Float32Array.from({ length: 4_800 }, (_, index) => 0.5 * Math.sin(index / 10))
  const { sampleRate, channels } = readWav(writeWav({ sampleRate: 48_000, channels: [tone] }))
  const resampler = createResampler({ from: sampleRate, to: 24_000 })
  const pcm = toPcm16(resampler.process(channels[0] ?? new Float32Array(0)))
  const arrived = decodePcm16Base64(encodePcm16Base64(pcm))
  return Promise.resolve(
    arrived.length === 2_400 && arrived.join() === pcm.join() ? 'ok' : `${arrived.length} samples`,
  )
}
