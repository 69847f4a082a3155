/** A WAV file whose header is truncated, contradicts itself, or asks for a format that is not read. */
export class InvalidWavError extends Error {
  readonly _tag = 'InvalidWavError'
  override readonly name = 'InvalidWavError'
  constructor(
    /** The field that is wrong, for example `fmt.blockAlign`. */
    readonly field: string,
    /** Where that field begins, in bytes from the start of the file. */
    readonly offset: number,
    problem: string,
  ) {
    super(`invalid WAV: ${field} at byte ${offset} ${problem}`)
  }
}
