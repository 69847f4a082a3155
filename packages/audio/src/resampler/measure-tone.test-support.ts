/** Fit of one tone to a sound. */
export interface ToneFit {
  /** Peak of the tone. */
  readonly amplitude: number
  /** Root mean square of the whole sound. */
  readonly rms: number
  /** Root mean square of the sound without the tone. */
  readonly residualRms: number
}

/** −1 dBFS. */
export const toneAmplitude = 10 ** (-1 / 20)

/** Creates a tone at −1 dBFS. */
export const makeTone = (rate: number, hz: number, length: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => toneAmplitude * Math.sin((2 * Math.PI * hz * i) / rate + 0.37))

/** Converts an amplitude ratio to decibels; −240 for 0. */
export const toDb = (ratio: number): number => 20 * Math.log10(Math.max(ratio, 1e-12))

const bessel = (x: number): number => {
  let sum = 1
  let term = 1
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2
    sum += term
  }
  return sum
}

const windows = new Map<number, Float64Array>()

/** Kaiser's window with a beta of 22, whose side lobes are below the resolution of floats. */
const windowOf = (length: number): Float64Array => {
  const known = windows.get(length)
  if (known !== undefined) return known
  const window = Float64Array.from({ length }, (_, i) => {
    const place = (2 * i) / (length - 1) - 1
    return bessel(22 * Math.sqrt(Math.max(0, 1 - place * place)))
  })
  windows.set(length, window)
  return window
}

type Row = readonly [number, number, number]

const determinant = ([a, b, c]: readonly [Row, Row, Row]): number =>
  a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0])

/** Fits a tone of known frequency and a constant to the middle of a sound, by weighted least squares. */
export const fitTone = (samples: Float32Array, rate: number, hz: number): ToneFit => {
  const middle = samples.subarray(Math.round(samples.length * 0.15), Math.round(samples.length * 0.85))
  const window = windowOf(middle.length)
  const turn = (2 * Math.PI * hz) / rate
  let [cc, cs, c, ss, s, w, yc, ys, y, yy] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]
  for (let i = 0; i < middle.length; i++) {
    const sample = middle[i] ?? 0
    const weight = window[i] ?? 0
    const cosine = Math.cos(turn * i)
    const sine = Math.sin(turn * i)
    cc += weight * cosine * cosine
    cs += weight * cosine * sine
    c += weight * cosine
    ss += weight * sine * sine
    s += weight * sine
    w += weight
    yc += weight * cosine * sample
    ys += weight * sine * sample
    y += weight * sample
    yy += weight * sample * sample
  }
  const whole = determinant([
    [cc, cs, c],
    [cs, ss, s],
    [c, s, w],
  ])
  const a =
    determinant([
      [yc, cs, c],
      [ys, ss, s],
      [y, s, w],
    ]) / whole
  const b =
    determinant([
      [cc, yc, c],
      [cs, ys, s],
      [c, y, w],
    ]) / whole
  const constant =
    determinant([
      [cc, cs, yc],
      [cs, ss, ys],
      [c, s, y],
    ]) / whole
  let rest = 0
  for (let i = 0; i < middle.length; i++) {
    const error = (middle[i] ?? 0) - a * Math.cos(turn * i) - b * Math.sin(turn * i) - constant
    rest += (window[i] ?? 0) * error * error
  }
  return { amplitude: Math.hypot(a, b), rms: Math.sqrt(yy / w), residualRms: Math.sqrt(rest / w) }
}

/** Gives `count` frequencies from the first to the last. */
export const frequencies = (first: number, last: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => first + ((last - first) * i) / (count - 1))
