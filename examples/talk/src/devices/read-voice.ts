import { createResampler, InvalidWavError, mixToMono, readWav, toPcm16 } from '@vatel/audio'
import { sampleRate } from '@vatel/core'
import { CannotStart } from '../failures.ts'

const resample = (samples: Float32Array, from: number): Float32Array => {
  if (from === sampleRate) return samples
  const resampler = createResampler({ from, to: sampleRate })
  const body = resampler.process(samples)
  const rest = resampler.flush()
  const all = new Float32Array(body.length + rest.length)
  all.set(body)
  all.set(rest, body.length)
  return all
}

/**
 * Converts a WAV file of any rate, format and number of channels to PCM16, mono, 24 000 Hz; `file` names it in errors.
 */
export const readVoice = (bytes: Uint8Array, file: string): Int16Array => {
  try {
    const { sampleRate: from, channels } = readWav(bytes)
    return toPcm16(resample(mixToMono(channels), from))
  } catch (error) {
    if (!(error instanceof InvalidWavError)) throw error
    throw new CannotStart(`${file} is no WAV file that can be read: ${error.message}`, error)
  }
}
