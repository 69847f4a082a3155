import { createResamplerOn } from './create-resampler-on.ts'
import { plainKernels } from './plain-kernels.ts'
import type { ResamplerOptions } from './resampler-options.ts'
import type { Resampler } from './resampler.ts'

/**
 * Makes a resampler between any two rates from 8 to 192 kHz: flat within 0.01 dB to 0.9 of the lower Nyquist frequency
 * and 100 dB down from that frequency on, 2.4 milliseconds late at 24 kHz. With several channels, input and output are
 * interleaved; for sound that has an array for each channel, make a resampler for each.
 *
 * @throws {InvalidOptionError} when an option does not fit.
 */
export const createResampler: (options: ResamplerOptions) => Resampler =
  // Lets a bundler leave out the resampler where nobody asks for one.
  /* @__PURE__ */ createResamplerOn(plainKernels)
