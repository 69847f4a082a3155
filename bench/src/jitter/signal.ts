import { sampleRate } from './sources.ts'

const { abs, round } = Math

/**
 * A test signal that tells its own place: it climbs from 0.5 to 0.977 in a second and comes down again in 30 ms, below
 * zero for turns with an odd id. It has no jump, so that whatever jumps in the output was made by the player.
 */
const lowest = 16_384
const span = 15_600
const climb = sampleRate
const descent = (30 * sampleRate) / 1_000
const period = climb + descent

/** Samples at or above this level are sound at full level. */
export const fullLevel = 0.4999

const onePeriod = Int16Array.from({ length: period }, (_, phase) => {
  const height = phase < climb ? phase / climb : (period - phase) / descent
  return Math.round(lowest + height * span)
})

/** PCM16 of a turn from a place on. */
export const signalOf = (turnId: number, place: number, samples: number): Int16Array => {
  const sign = turnId % 2 === 0 ? 1 : -1
  const pcm = new Int16Array(samples)
  for (let i = 0; i < samples; i++) pcm[i] = sign * (onePeriod[(place + i) % period] ?? 0)
  return pcm
}

/** Samples before a reading that have to rise, so that it is not in a splice: 10 ms. */
export const lookBack = sampleRate / 100
const rise = (lookBack / climb) * (span / 32_768)

/**
 * The place with this magnitude that is nearest to the one expected; -1 where the level did not climb evenly.
 * @param before the magnitude `lookBack` samples ago
 */
export const placeOf = (magnitude: number, before: number, expected: number): number => {
  if (abs(magnitude - before - rise) > 0.2 * rise) return -1
  const phase = ((magnitude * 32_768 - lowest) / span) * climb
  return round((expected - phase) / period) * period + phase
}
