import { sampleRate } from '@vatel/core'

const overtones = [1, 2, 3, 4, 5, 6] as const

/** Something that a voice-activity detector takes for a voice, in PCM16. */
export const hum = (pitchHz: number, ms: number): Int16Array =>
  Int16Array.from({ length: (ms * sampleRate) / 1_000 }, (_, index) =>
    overtones.reduce(
      (sum, n) => sum + Math.sin((2 * Math.PI * pitchHz * n * index) / sampleRate) * (4_000 / n),
      0,
    ),
  )
