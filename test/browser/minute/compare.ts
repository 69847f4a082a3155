import { fromPcm16 } from '@vatel/audio'
import { matchSound, type SoundMatch } from '../../../packages/audio/src/web/match-sound.test-support.ts'
import { fitTone, toDb } from '../../../packages/audio/src/resampler/measure-tone.test-support.ts'
import type { Minute } from './hold-minute.ts'
import { rate, speechFrom, toneSeconds } from './reference.ts'

/** Ratio of signal to difference in dB below which sound is missing. A single missing sample gives less. */
export const complete = 30

const frameSamples = 480
/** Most frames that the microphone captures before the first listener. */
const framesBefore = 100

/** True if one sound is part of another from a sample on, apart from rounding. */
const isIn = (sound: Int16Array, other: Int16Array, at: number): boolean =>
  sound.every((sample, i) => Math.abs(sample - (other[at + i] ?? NaN)) <= 1)

/** Samples of the graph's input before the received ones. The tone is periodic, so the speech is compared. */
const samplesBefore = (received: Int16Array, given: Int16Array): number => {
  const speech = received.subarray(speechFrom, speechFrom + rate)
  const frames = Array.from({ length: framesBefore }, (_, frame) => frame * frameSamples)
  return frames.find((samples) => isIn(speech, given, speechFrom + samples)) ?? NaN
}

/** Comparison of the received sound with the file and with the graph's input. */
export interface Comparison {
  /** Received sound compared with the file. */
  readonly receivedBesideFile: SoundMatch
  /** Received samples up to the first that differs from the graph's input. */
  readonly equalSamples: number
  readonly toneLevelDb: number
  readonly toneSnrDb: number
}

/** Compares the received sound with the graph's input and with the file. */
export const compare = (reference: Float32Array, { received, given }: Minute): Comparison => {
  const before = samplesBefore(received, given)
  const different = received.findIndex((sample, i) => !(Math.abs(sample - (given[before + i] ?? NaN)) <= 1))
  const sound = fromPcm16(received)
  const receivedBesideFile = matchSound(reference, sound, 2 * rate, speechFrom)
  const toneEnd = Math.floor((toneSeconds - 0.1) * rate - receivedBesideFile.lag)
  const { amplitude, rms, residualRms } = fitTone(sound.subarray(0, toneEnd), rate, 1_000)
  return {
    receivedBesideFile,
    equalSamples: different === -1 ? received.length : different,
    toneLevelDb: toDb(amplitude) + 1,
    toneSnrDb: toDb(rms / residualRms),
  }
}
