import { fromPcm16 } from '@vatel/audio'
import { matchSound, type SoundMatch } from '../../../packages/audio/src/web/match-sound.test-support.ts'
import { fitTone, toDb } from '../../../packages/audio/src/resampler/measure-tone.test-support.ts'
import type { Minute } from './hold-minute.ts'
import { rate, speechFrom, toneSeconds } from './reference.ts'

/** Signal to difference, in dB, below which sound is missing: a single sample that was left out leaves less. */
export const complete = 30

const frameSamples = 480
/** The microphone hears before anybody listens to it: so many frames at most. */
const framesBefore = 100

/** Whether a sound is found in another from a place on, but for what rounding does to it. */
const isIn = (sound: Int16Array, other: Int16Array, at: number): boolean =>
  sound.every((sample, i) => Math.abs(sample - (other[at + i] ?? NaN)) <= 1)

/** How many samples of what the graph was given came before those that were received; a tone is alike everywhere. */
const samplesBefore = (received: Int16Array, given: Int16Array): number => {
  const speech = received.subarray(speechFrom, speechFrom + rate)
  const frames = Array.from({ length: framesBefore }, (_, frame) => frame * frameSamples)
  return frames.find((samples) => isIn(speech, given, speechFrom + samples)) ?? NaN
}

/** What became of the sound on its way. */
export interface Comparison {
  /** How the platform received the file. */
  readonly receivedBesideFile: SoundMatch
  /** How far the platform has received what the graph was given, sample by sample. */
  readonly equalSamples: number
  readonly toneLevelDb: number
  readonly toneSnrDb: number
}

/** Compares what the platform has received with what the graph was given, and both with the file. */
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
