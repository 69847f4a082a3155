import { createFramer, createResampler, encodePcm16Base64, mixToMono, readWav, toPcm16 } from '@vatel/audio'

/** Converts a WAV file of any sample rate to base64 frames of 20 ms for a call. */
export const framesOf = (file: Uint8Array): readonly string[] => {
  const { sampleRate, channels } = readWav(file)
  const resampler = createResampler({ from: sampleRate, to: 24_000 })
  const framer = createFramer()
  return [resampler.process(mixToMono(channels)), resampler.flush()]
    .flatMap((samples) => framer.push(toPcm16(samples)))
    .map(({ pcm }) => encodePcm16Base64(pcm))
}
