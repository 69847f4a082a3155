import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readWav, toPcm16 } from '@vatel/audio'

const root = join(__dirname, '../../..')

/** Samples of a WAV file of this repository. */
export const recording = (file: string): Int16Array => {
  const [channel = new Float32Array(0)] = readWav(readFileSync(join(root, file))).channels
  return toPcm16(channel)
}

/** Recording of the demo's user, in the time of the call. */
export const userRecording = (): Int16Array => recording('packages/simulator/speech/city-guide/user.wav')

/** Cuts samples into frames; the last is padded with silence. */
export const framesOf = (pcm: Int16Array, frameMs = 20): readonly Int16Array[] => {
  const size = frameMs * 24
  return Array.from({ length: Math.ceil(pcm.length / size) }, (_, index) => {
    const frame = new Int16Array(size)
    frame.set(pcm.subarray(index * size, (index + 1) * size))
    return frame
  })
}

/** Reproducible noise (mulberry32), at a level in decibels below full scale. */
export const noise = (samples: number, levelDb: number): Int16Array => {
  let state = 1
  // The root mean square of uniform noise is its peak over the square root of three.
  const peak = 32_768 * 10 ** (levelDb / 20) * Math.sqrt(3)
  return Int16Array.from({ length: samples }, () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.round((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 31 - 1) * peak)
  })
}
