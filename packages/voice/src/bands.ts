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

/** Edge of a band in Hz, of so many that divide the voice equally for the ear. */
const edgeHz = (band: number, count: number): number =>
  toHz(toMel(lowestHz) + ((toMel(highestHz) - toMel(lowestHz)) * band) / count)

/**
 * Creates the function that fills an array with the bands of a voice, from 0 to 1. An array that is passed again continues
 * from its values.
 */
export const createBandReader = <Name>({ readSpectrum, nowMs }: BandSources<Name>) => {
  const bins = new Uint8Array(512)
  const readAtMs = new WeakMap<Float32Array, number>()

  const loudnessOf = (band: number, count: number, binHz: number): number => {
    const fromHz = edgeHz(band, count)
    const toEdgeHz = edgeHz(band + 1, count)
    const first = Math.min(bins.length - 1, Math.max(1, Math.round(fromHz / binHz)))
    const last = Math.min(bins.length, Math.max(first + 1, Math.round(toEdgeHz / binHz)))
    let peak = 0
    for (let at = first; at < last; at += 1) peak = Math.max(peak, bins[at] ?? 0)
    if (peak === 0) return 0
    const tilted = peak + bytesPerOctave * Math.log2(Math.sqrt(fromHz * toEdgeHz) / lowestHz)
    return Math.min(1, Math.max(0, (tilted - softest) / (loudest - softest)))
  }

  return (name: Name, bands: Float32Array): void => {
    const now = nowMs()
    const ms = now - (readAtMs.get(bands) ?? -Infinity)
    readAtMs.set(bands, now)
    const binHz = readSpectrum(name, bins)
    for (let at = 0; at < bands.length; at += 1)
      bands[at] = follow(bands[at] ?? 0, binHz === 0 ? 0 : loudnessOf(at, bands.length, binHz), ms)
  }
}
