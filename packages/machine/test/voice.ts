/** 20 ms at 24 000 Hz. */
const frameSamples = 480

/** The pitch of the voice, in hertz. */
const pitchHz = 120

const overtones = [1, 2, 3, 4, 5, 6] as const

const sampleAt = (index: number): number =>
  overtones.reduce((sum, n) => sum + Math.sin((2 * Math.PI * pitchHz * n * index) / 24_000) * (4_000 / n), 0)

/** 200 ms of a sound that a voice-activity detector detects as a vowel, in frames of 20 ms. */
export const vowel: readonly Int16Array[] = Array.from({ length: 10 }, (_, frame) =>
  Int16Array.from({ length: frameSamples }, (_, index) => Math.round(sampleAt(frame * frameSamples + index))),
)

/** A frame of a quiet room: neither voice nor digital silence. */
export const room = new Int16Array(frameSamples).map((_, index) => (index % 2 === 0 ? 6 : -6))
