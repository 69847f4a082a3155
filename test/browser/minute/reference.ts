import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readWav } from '@vatel/audio'
import { makeTone } from '../../../packages/audio/src/resampler/measure-tone.test-support.ts'

/** Sample rate on the wire. */
export const rate = 24_000
/** Duration of the tone at the beginning. */
export const toneSeconds = 4
/** Sample at 24 kHz by which the tone is over and the speech has begun. */
export const speechFrom = (toneSeconds + 1) * rate

const folder = join(__dirname, '../../../packages/simulator/speech')

/** A tone of 1 kHz at -1 dBFS, followed by real speech, at 24 kHz. */
export const makeReference = (seconds: number): Float32Array => {
  const recordings = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.wav'))
    .sort()
    .map((name) => readWav(readFileSync(join(folder, name))).channels[0] ?? new Float32Array(0))
  const reference = new Float32Array(seconds * rate)
  reference.set(makeTone(rate, 1_000, toneSeconds * rate))
  let at = (toneSeconds + 0.5) * rate
  for (let i = 0; at < reference.length; i++) {
    const recording = recordings[i % recordings.length] ?? new Float32Array(0)
    reference.set(recording.subarray(0, reference.length - at), at)
    at += recording.length
  }
  return reference
}
