import { InvalidOptionError } from '../errors/invalid-option.ts'

/** Settings of a jitter buffer; each has a default that suits speech at 24 kHz. */
export interface JitterBufferOptions {
  /**
   * Samples per second of what is pushed and of what is pulled, 8 000 to 192 000.
   * @defaultValue 24000 samples a second
   */
  readonly sampleRate?: number
  /**
   * The most audio held at once; what goes beyond it is refused by `push`. At least 1 000.
   * @defaultValue 300000 milliseconds (five minutes)
   */
  readonly maxBufferedMs?: number
}

const within = (option: keyof JitterBufferOptions, value: number, low: number, high: number): number => {
  if (!(value >= low && value <= high))
    throw new InvalidOptionError(option, value, `give a number from ${low} to ${high}`)
  return value
}

/** Options with every default filled in. @throws {InvalidOptionError} for a value outside of its range */
export const resolveOptions = (options: JitterBufferOptions): Required<JitterBufferOptions> => ({
  sampleRate: within('sampleRate', options.sampleRate ?? 24_000, 8_000, 192_000),
  maxBufferedMs: within('maxBufferedMs', options.maxBufferedMs ?? 300_000, 1_000, Number.MAX_SAFE_INTEGER),
})
