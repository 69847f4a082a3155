/** Comparison of a received sound with its source. */
export interface SoundMatch {
  /** Start of the sound in the reference, in samples, with a fraction. */
  readonly lag: number
  /** Level of the sound above that of the reference, in dB. */
  readonly gainDb: number
  /** Ratio of signal to difference in the worst audible window, in dB. */
  readonly worstSnrDb: number
  /** Start of that window in the sound, in seconds. */
  readonly worstAtSeconds: number
}

const rate = 24_000
/** 100 ms. */
const windowLength = 2_400
/** Mean square from which a window is loud enough to be compared: -40 dBFS. */
const audible = 1e-4
const halfTaps = 24
/** Time after which the filters have settled, in samples. */
const settled = 4_800

const dot = (
  one: Float32Array,
  oneAt: number,
  other: Float32Array,
  otherAt: number,
  length: number,
  stride = 1,
): number => {
  let sum = 0
  for (let i = 0; i < length; i += stride) sum += (one[oneAt + i] ?? 0) * (other[otherAt + i] ?? 0)
  return sum
}

/** A part of the reference, interpolated between its samples by a sinc under Hann's window. */
const delayed = (reference: Float32Array, fraction: number, from: number, length: number): Float32Array => {
  const taps = Float64Array.from({ length: 2 * halfTaps }, (_, i) => {
    const x = i - halfTaps + 1 - fraction
    const sinc = x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x)
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / (halfTaps + 1)))
  })
  const moved = new Float32Array(length)
  for (let at = 0; at < length; at++) {
    let sum = 0
    for (let i = 0; i < taps.length; i++)
      sum += (taps[i] ?? 0) * (reference[from + at + i - halfTaps + 1] ?? 0)
    moved[at] = sum
  }
  return moved
}

/** Start of the loudest second of a sound from a position on. */
const loudestSecond = (sound: Float32Array, from: number): number => {
  let best = from
  let most = 0
  for (let at = from; at + rate <= sound.length; at += windowLength) {
    const energy = dot(sound, at, sound, at, rate)
    if (energy > most) [best, most] = [at, energy]
  }
  return best
}

/**
 * Finds a sound at 24 kHz in a reference, up to `latest` samples from the start of both, and compares them from start to
 * end: after a dropped or repeated sample no window matches. Sound before `from`, such as a constant tone, is not used for
 * the search.
 */
export const matchSound = (
  reference: Float32Array,
  sound: Float32Array,
  latest: number,
  from = 0,
): SoundMatch => {
  const probe = loudestSecond(sound, from)
  const likeness = (lag: number, length: number, stride: number): number => {
    const energy = dot(reference, probe + lag, reference, probe + lag, length, stride)
    return energy === 0 ? 0 : dot(sound, probe, reference, probe + lag, length, stride) / Math.sqrt(energy)
  }
  let lag = 0
  let most = -Infinity
  for (let at = -Math.min(latest, probe); at < latest; at += 2) {
    const found = likeness(at, rate / 4, 3)
    if (found > most) [lag, most] = [at, found]
  }
  const near = lag
  for (let at = near - 2; at <= near + 2; at++) {
    const found = likeness(at, rate, 1)
    if (at === near - 2 || found > most) [lag, most] = [at, found]
  }
  const [before, at, after] = [likeness(lag - 1, rate, 1), likeness(lag, rate, 1), likeness(lag + 1, rate, 1)]
  let fraction = (0.5 * (before - after)) / (before - 2 * at + after)
  // A parabola is not a sinc: a few steps of Newton's method on the difference correct the rest.
  for (let step = 0; step < 4; step++) {
    const moved = delayed(reference, fraction, probe + lag - 1, rate + 2)
    const gain = dot(sound, probe, moved, 1, rate) / dot(moved, 1, moved, 1, rate)
    let [towards, steepness] = [0, 0]
    for (let i = 0; i < rate; i++) {
      const slope = ((moved[i + 2] ?? 0) - (moved[i] ?? 0)) / 2
      towards += slope * ((sound[probe + i] ?? 0) - gain * (moved[i + 1] ?? 0))
      steepness += slope * slope
    }
    fraction += towards / (gain * steepness)
  }
  const moved = delayed(reference, fraction, lag, sound.length)
  let worstSnrDb = Infinity
  let worstAtSeconds = 0
  let [soundEnergy, referenceEnergy] = [0, 0]
  for (let at = settled; at + windowLength <= sound.length; at += windowLength) {
    const energy = dot(moved, at, moved, at, windowLength)
    if (at + lag < 0 || at + lag + windowLength + halfTaps > reference.length) continue
    if (energy / windowLength < audible) continue
    soundEnergy += dot(sound, at, sound, at, windowLength)
    referenceEnergy += energy
    let difference = 0
    for (let i = at; i < at + windowLength; i++) difference += ((sound[i] ?? 0) - (moved[i] ?? 0)) ** 2
    const snrDb = 10 * Math.log10(energy / difference)
    if (snrDb < worstSnrDb) [worstSnrDb, worstAtSeconds] = [snrDb, at / rate]
  }
  return {
    lag: lag + fraction,
    gainDb: 10 * Math.log10(soundEnergy / referenceEnergy),
    worstSnrDb,
    worstAtSeconds,
  }
}
