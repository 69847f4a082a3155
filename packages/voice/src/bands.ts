import { follow } from './smoothing.ts'

/** Sources of a band reader. */
export interface BandSources<Name> {
  /** Fills the array with a spectrum as bytes, -100 dB to -30 dB; returns the width of a bin in Hz, 0 without a device. */
  readonly readSpectrum: (name: Name, bins: Uint8Array) => number
  readonly nowMs: () => number
}

/** Bounds of a voice, in Hz. */
const lowestHz = 200
const highestHz = 8_000
/** Voices lose this much with each octave, in bytes of the spectrum: 4 dB of the 70 dB that 255 stand for. */
const bytesPerOctave = (4 * 255) / 70
/** A band of this many bytes counts as silent. */
const softest = 50
/** A band of this many bytes counts as loud. */
const loudest = 235

const toMel = (hz: number): number => 2_595 * Math.log10(1 + hz / 700)
const toHz = (mel: number): number => 700 * (10 ** (mel / 2_595) - 1)

/** A band of the spectrum: its bins, and the bytes that are added to the loudest of them. */
interface Band {
  readonly first: number
  readonly last: number
  readonly tilt: number
}

/** Divides the voice into bands that the ear finds equally wide. */
const divide = (count: number, binHz: number, binCount: number): readonly Band[] => {
  const edgeHz = (band: number): number =>
    toHz(toMel(lowestHz) + ((toMel(highestHz) - toMel(lowestHz)) * band) / count)
  return Array.from({ length: count }, (_, band) => {
    const [fromHz, toEdgeHz] = [edgeHz(band), edgeHz(band + 1)]
    const first = Math.min(binCount - 1, Math.max(1, Math.round(fromHz / binHz)))
    const last = Math.min(binCount, Math.max(first + 1, Math.round(toEdgeHz / binHz)))
    return { first, last, tilt: bytesPerOctave * Math.log2(Math.sqrt(fromHz * toEdgeHz) / lowestHz) }
  })
}

/** State of one array that is filled. */
interface Reading {
  atMs: number
  binHz: number
  bands: readonly Band[]
}

/**
 * Creates the function that fills an array with the bands of a voice, from 0 to 1. An array that is passed again continues
 * from its values.
 */
export const createBandReader = <Name>({ readSpectrum, nowMs }: BandSources<Name>) => {
  const bins = new Uint8Array(512)
  const readings = new WeakMap<Float32Array, Reading>()

  const readingOf = (levels: Float32Array): Reading => {
    const known = readings.get(levels)
    if (known !== undefined) return known
    const first: Reading = { atMs: -Infinity, binHz: 0, bands: [] }
    readings.set(levels, first)
    return first
  }
  const loudnessOf = ({ first, last, tilt }: Band): number => {
    let peak = 0
    for (let at = first; at < last; at += 1) peak = Math.max(peak, bins[at] ?? 0)
    return peak === 0 ? 0 : Math.min(1, Math.max(0, (peak + tilt - softest) / (loudest - softest)))
  }

  return (name: Name, levels: Float32Array): void => {
    const reading = readingOf(levels)
    const now = nowMs()
    const ms = now - reading.atMs
    reading.atMs = now
    const binHz = readSpectrum(name, bins)
    if (binHz !== 0 && binHz !== reading.binHz)
      Object.assign(reading, { binHz, bands: divide(levels.length, binHz, bins.length) })
    for (let at = 0; at < levels.length; at += 1) {
      const band = reading.bands[at]
      levels[at] = follow(levels[at] ?? 0, binHz === 0 || band === undefined ? 0 : loudnessOf(band), ms)
    }
  }
}
