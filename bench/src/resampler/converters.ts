import type * as Libsamplerate from '@alexanderolsen/libsamplerate-js'
import { createResampler, type ResamplerQuality } from '@vatel/audio'
import { loadWasm } from '@vatel/audio/wasm'
import { importInstalled } from './import-installed.ts'

/** One stream through a resampler. */
export interface Stream {
  readonly process: (samples: Float32Array) => Float32Array
  /** Gives memory back that is not collected. */
  readonly close?: () => void
}

/** A resampler to be measured. */
export interface Converter {
  readonly name: string
  readonly open: (from: number, to: number) => Stream | Promise<Stream>
}

/** The longest input that is passed in one call. */
export const longestInput = 500_000

const { default: libsamplerate } = (await importInstalled('@alexanderolsen/libsamplerate-js')) as {
  readonly default: typeof Libsamplerate
}

const medium: Converter = {
  name: 'libsamplerate-js MEDIUM',
  open: async (from, to) => {
    const converterType = libsamplerate.ConverterType.SRC_SINC_MEDIUM_QUALITY
    const resampler = await libsamplerate.create(1, from, to, { converterType })
    const out = new Float32Array(Math.ceil((longestInput * to) / from) + 64)
    const made = { frames: 0 }
    return {
      process: (samples) => {
        resampler.full(samples, out, made)
        return out.slice(0, made.frames)
      },
      close: () => {
        resampler.destroy()
      },
    }
  },
}

/** The part of the Speex module that is called here; places in its memory are numbers of bytes. */
interface SpeexModule {
  readonly HEAPF32: Float32Array
  readonly HEAPU32: Uint32Array
  readonly _malloc: (bytes: number) => number
  readonly _speex_resampler_init: (
    channels: number,
    from: number,
    to: number,
    quality: number,
    error: number,
  ) => number
  readonly _speex_resampler_process_float: (
    resampler: number,
    channel: number,
    input: number,
    inputLength: number,
    output: number,
    outputLength: number,
  ) => number
  readonly _speex_resampler_destroy: (resampler: number) => void
}

const { default: openSpeex } = (await importInstalled('@echogarden/speex-resampler-wasm/simd')) as {
  readonly default: () => Promise<SpeexModule>
}
const speex = await openSpeex()

/** As many times longer as an output may be than its input. */
const mostTimes = 3
const input = speex._malloc(longestInput * 4)
const output = speex._malloc(longestInput * mostTimes * 4)
const lengths = speex._malloc(8)

const speexSimd = (quality: number): Converter => ({
  name: `speex-resampler-wasm SIMD q${quality}`,
  open: (from, to) => {
    const resampler = speex._speex_resampler_init(1, from, to, quality, lengths)
    return {
      process: (samples) => {
        speex.HEAPF32.set(samples, input >> 2)
        speex.HEAPU32.set([samples.length, longestInput * mostTimes], lengths >> 2)
        speex._speex_resampler_process_float(resampler, 0, input, lengths, output, lengths + 4)
        return speex.HEAPF32.slice(output >> 2, (output >> 2) + (speex.HEAPU32[(lengths >> 2) + 1] ?? 0))
      },
      close: () => {
        speex._speex_resampler_destroy(resampler)
      },
    }
  },
})

const wasm = await loadWasm()
if (!wasm.usesWasm) throw new Error('this runtime has no WebAssembly with SIMD: nothing to compare')

const ours = (quality: ResamplerQuality): readonly Converter[] => [
  { name: `@vatel/audio ${quality}`, open: (from, to) => createResampler({ from, to, quality }) },
  { name: `@vatel/audio/wasm ${quality}`, open: (from, to) => wasm.createResampler({ from, to, quality }) },
]

/** The two that ours are held against, and ours. */
export const converters: readonly Converter[] = [
  medium,
  speexSimd(7),
  ...ours('standard'),
  ...ours('low-latency'),
]
